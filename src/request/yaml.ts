// Reads the YAML that API descriptions are written in: block and flow collections, all scalars, anchors, aliases, merge keys
// and the core schema of YAML 1.2. Of several documents, the first. Tags and complex keys are not understood; a text that
// is no YAML gives some value and never an exception.
import { readFlow, scalarOf } from './yaml-flow.ts';

export function parseYaml(text: string): unknown {
  return new BlockReader(text).read();
}

interface Line {
  readonly indent: number;
  /** Without its indentation, with its comment. */
  readonly text: string;
}

const deepest = 100;

class BlockReader {
  readonly #lines: Line[];
  readonly #anchors = new Map<string, unknown>();
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#lines = text
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\n|\r/)
      .map(line => {
        const content = line.trimStart();
        return { indent: line.length - content.length, text: content };
      });
  }

  read(): unknown {
    const isDirective = (line: Line) => isEmpty(line) || (line.indent === 0 && line.text.startsWith('%'));
    while (this.#at < this.#lines.length && isDirective(this.#lines[this.#at] as Line)) this.#at++;
    const first = this.#lines[this.#at];
    if (first && /^---(?:\s|$)/.test(first.text)) {
      const rest = first.text.slice(3).trimStart();
      if (rest === '' || rest.startsWith('#')) this.#at++;
      else this.#lines[this.#at] = { indent: 4, text: rest };
    }
    return this.#readBlock(0);
  }

  /** The next line with content, or undefined at the end of the document. */
  #peek(): Line | undefined {
    while (this.#at < this.#lines.length && isEmpty(this.#lines[this.#at] as Line)) this.#at++;
    const line = this.#lines[this.#at];
    return line && line.indent === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(line.text) ? undefined : line;
  }

  #readBlock(least: number): unknown {
    const line = this.#peek();
    if (!line || line.indent < least) return null;
    if (this.#depth++ > deepest) {
      this.#at = this.#lines.length;
      return null;
    }
    const value = isItem(line.text)
      ? this.#readSequence(line.indent)
      : keyOf(line.text)
        ? this.#readMapping(line.indent)
        : this.#readAfter(line.text, line.indent - 1);
    this.#depth--;
    return value;
  }

  #readSequence(indent: number): unknown[] {
    const items: unknown[] = [];
    for (let line = this.#peek(); line && line.indent === indent && isItem(line.text); line = this.#peek()) {
      const rest = line.text.slice(1).trimStart();
      if (rest === '' || rest.startsWith('#')) {
        this.#at++;
        items.push(this.#readBlock(indent + 1));
        continue;
      }
      // What stands behind the dash is a line of its own, further in.
      this.#lines[this.#at] = { indent: indent + line.text.length - rest.length, text: rest };
      items.push(this.#readBlock(indent + 1));
    }
    return items;
  }

  #readMapping(indent: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    for (let line = this.#peek(); line && line.indent === indent; line = this.#peek()) {
      const key = keyOf(line.text);
      if (!key) break;
      const value = this.#readAfter(key.rest, indent, true);
      if (key.name !== '<<') entries.set(key.name, value);
      else for (const [name, merged] of mergedEntries(value)) if (!entries.has(name)) entries.set(name, merged);
    }
    return Object.fromEntries(entries);
  }

  /** A value that begins on this line. Lines that are further in than `indent` belong to it. */
  #readAfter(written: string, indent: number, isMember = false): unknown {
    const properties = /^(?:(?:&([^\s,[\]{}]{1,100})|![^\s,[\]{}]{0,100})(?:\s+|$))+/.exec(written);
    const text = written.slice(properties?.[0].length ?? 0);
    const anchor = /&([^\s]+)/.exec(properties?.[0] ?? '')?.[1];
    const value = this.#readBare(text, indent, isMember);
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #readBare(text: string, indent: number, isMember: boolean): unknown {
    if (text === '' || text.startsWith('#')) {
      this.#at++;
      const next = this.#peek();
      // The items of a member may stand as far out as its key.
      const least = isMember && next?.indent === indent && isItem(next.text) ? indent : indent + 1;
      return this.#readBlock(least);
    }
    const alias = /^\*([^\s,[\]{}]{1,100})/.exec(text)?.[1];
    if (alias !== undefined) {
      this.#at++;
      return this.#anchors.get(alias) ?? null;
    }
    const header = /^([|>])([+-]?)([1-9]?)([+-]?)\s*(?:#.*)?$/.exec(text);
    if (header) return this.#readBlockScalar(header, indent);
    if (/^["'[{]/.test(text)) {
      const value = readFlow(text, () => this.#lines[++this.#at]?.text, this.#anchors);
      this.#at++;
      return value;
    }
    return scalarOf(this.#readPlain(text, indent));
  }

  /** A plain text goes on for as long as lines are further in; a break is a space, an empty line is a break. */
  #readPlain(first: string, indent: number): string {
    let text = withoutComment(first);
    let breaks = 0;
    for (this.#at++; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] as Line;
      if (line.text === '') breaks++;
      else if (line.indent <= indent || line.text.startsWith('#')) break;
      else {
        text += (breaks === 0 ? ' ' : '\n'.repeat(breaks)) + withoutComment(line.text);
        breaks = 0;
      }
    }
    return text;
  }

  #readBlockScalar([, style, before, digit, after]: readonly (string | undefined)[], indent: number): string {
    this.#at++;
    const lines: string[] = [];
    let inner = digit ? Math.max(indent, 0) + Number(digit) : undefined;
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at] as Line;
      if (line.text === '' && (inner === undefined || line.indent <= inner)) {
        lines.push('');
        continue;
      }
      inner ??= line.indent;
      if (line.indent < inner || line.indent <= indent) break;
      lines.push(' '.repeat(line.indent - inner) + line.text);
    }
    let end = lines.length;
    while (end > 0 && lines[end - 1] === '') end--;
    const body = style === '|' ? lines.slice(0, end).join('\n') : fold(lines.slice(0, end));
    const chomp = before || after;
    if (chomp === '-' || (end === 0 && chomp !== '+')) return body;
    return body + (chomp === '+' ? '\n'.repeat(lines.length - end + (end > 0 ? 1 : 0)) : '\n');
  }
}

function isEmpty({ text }: Line): boolean {
  return text === '' || text.startsWith('#');
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ') || text.startsWith('-\t');
}

/** `name:`, `name: value`, `"name": value` */
function keyOf(text: string): { readonly name: string; readonly rest: string } | undefined {
  if (text.startsWith('"') || text.startsWith("'")) {
    const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*:(?=\s|$)/.exec(text);
    if (!quoted) return undefined;
    const name = readFlow(text.slice(0, quoted[0].length - 1), () => undefined, new Map());
    return { name: String(name), rest: text.slice(quoted[0].length).trimStart() };
  }
  if (/^[[{|>&*!%@`#]/.test(text)) return undefined;
  const colon = /:(?=\s|$)/.exec(text)?.index ?? -1;
  const comment = text.indexOf(' #');
  if (colon < 1 || (comment >= 0 && comment < colon)) return undefined;
  return { name: text.slice(0, colon).trimEnd(), rest: text.slice(colon + 1).trimStart() };
}

function mergedEntries(value: unknown): (readonly [string, unknown])[] {
  return [value].flat().flatMap(one => (typeof one === 'object' && one !== null ? Object.entries(one) : []));
}

function withoutComment(text: string): string {
  const comment = text.search(/\s#/);
  return (comment < 0 ? text : text.slice(0, comment)).trimEnd();
}

/** Of `>`: lines that are further in, and the breaks around them, stay as they are. */
function fold(lines: readonly string[]): string {
  let text = '';
  let breaks = 0;
  lines.forEach((line, i) => {
    if (line === '') {
      breaks++;
      return;
    }
    const before = lines[i - 1 - breaks];
    const isIndented = /^\s/.test(line) || (before !== undefined && /^\s/.test(before));
    if (before === undefined) text += '\n'.repeat(breaks);
    else if (breaks === 0) text += isIndented ? '\n' : ' ';
    else text += '\n'.repeat(breaks + (isIndented ? 1 : 0));
    text += line;
    breaks = 0;
  });
  return text;
}
