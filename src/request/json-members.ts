// The members of a JSON document with the places of their names. Comments and trailing commas, as editors allow them in
// settings, are passed over, and of a document that is cut short what stands before the cut is read.
import type { Span } from '../text/span.ts';

export interface JsonMember {
  readonly name: string;
  /** Of the name, its quotes included. */
  readonly span: Span;
  readonly value: JsonValue;
}

export type JsonValue =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonValue[] }
  | { readonly kind: 'text'; readonly text: string }
  /** A number, `true`, `false` or `null`, as written. */
  | { readonly kind: 'word'; readonly text: string };

const deepest = 64;

export function parseJsonMembers(text: string): readonly JsonMember[] {
  const value = new Reader(text).value(0);
  return value?.kind === 'object' ? value.members : [];
}

/** As JSON without white space. */
export function formatJsonValue(value: JsonValue): string {
  switch (value.kind) {
    case 'object':
      return `{${value.members.map(({ name, value: of }) => `${JSON.stringify(name)}:${formatJsonValue(of)}`).join(',')}}`;
    case 'array':
      return `[${value.items.map(formatJsonValue).join(',')}]`;
    case 'text':
      return JSON.stringify(value.text);
    case 'word':
      return value.text;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue | undefined {
    this.#skip();
    const character = this.#text[this.#at];
    if (depth > deepest || character === undefined) return undefined;
    if (character === '{') return { kind: 'object', members: this.#members(depth) };
    if (character === '[') return { kind: 'array', items: this.#items(depth) };
    if (character === '"') return { kind: 'text', text: this.#string() };
    const word = this.#match(/[\w.+-]+/y);
    return word === '' ? undefined : { kind: 'word', text: word };
  }

  #members(depth: number): JsonMember[] {
    const members: JsonMember[] = [];
    for (this.#at++; this.#next() === '"'; this.#take(',')) {
      const start = this.#at;
      const name = this.#string();
      const span = { start, end: this.#at };
      if (!this.#take(':')) break;
      const value = this.value(depth + 1);
      if (!value) break;
      members.push({ name, span, value });
    }
    this.#take('}');
    return members;
  }

  #items(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.#at++;
    while (this.#next() !== ']') {
      const item = this.value(depth + 1);
      if (!item) break;
      items.push(item);
      this.#take(',');
    }
    this.#take(']');
    return items;
  }

  #string(): string {
    const written = this.#match(/"(?:[^"\\\n]|\\.)*"?/y);
    try {
      return String(JSON.parse(written));
    } catch {
      return written.replace(/^"|"$/g, '');
    }
  }

  #take(character: string): boolean {
    const taken = this.#next() === character;
    if (taken) this.#at++;
    return taken;
  }

  #next(): string | undefined {
    this.#skip();
    return this.#text[this.#at];
  }

  #skip(): void {
    this.#match(/(?:\s|\uFEFF|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)+/y);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const matched = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += matched.length;
    return matched;
  }
}
