// Reads the literals of JavaScript: strings, templates, numbers, arrays, objects. Nothing is evaluated: what is no literal
// becomes a variable by its own text, and calls whose meaning is known are the caller's.

export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'other'; readonly value: number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Literal])[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Literal[] }
  | { readonly kind: 'expression'; readonly text: string };

/** The arguments of a call, from behind its opening bracket, and where the reading of them ended. */
export function parseArguments(
  text: string,
  at: number,
): { readonly literals: readonly Literal[]; readonly end: number } {
  const reader = new LiteralReader(text, at);
  return { literals: reader.readList(')'), end: reader.at };
}

/** As `JSON.stringify` would have it, with `{{name}}` for what is no literal. */
export function toJson(literal: Literal): unknown {
  switch (literal.kind) {
    case 'list':
      return literal.items.map(toJson);
    case 'object':
      return Object.fromEntries(literal.members.map(([name, member]) => [name, toJson(member)]));
    case 'call':
      return `{{${literal.name}()}}`;
    case 'expression':
      return `{{${literal.text}}}`;
    default:
      return literal.value;
  }
}

/** Deeper nesting is cut off: no request has it, and the stack has an end. */
const deepest = 200;

class LiteralReader {
  readonly #text: string;
  #at: number;
  #depth = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  readList(end: string): Literal[] {
    const items: Literal[] = [];
    for (;;) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined || character === end) break;
      if (character === ',') this.#at++;
      else items.push(this.#readValue(end));
    }
    this.#at++;
    return items;
  }

  #readValue(end: string): Literal {
    this.#skipBlanks();
    const character = this.#text[this.#at] ?? '';
    if (this.#depth > deepest) {
      this.#at = this.#text.length;
      return { kind: 'expression', text: '…' };
    }
    this.#depth++;
    const value = this.#readByCharacter(character, end);
    this.#depth--;
    return value;
  }

  #readByCharacter(character: string, end: string): Literal {
    if (character === '"' || character === "'" || character === '`') return this.#readConcatenation(end);
    if (character === '{') return this.#readObject();
    if (character !== '[') return this.#readExpression(end);
    this.#at++;
    return { kind: 'list', items: this.readList(']') };
  }

  /** `'a' + b` */
  #readConcatenation(end: string): Literal {
    let value = '';
    for (;;) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"' || character === "'" || character === '`') value += this.#readString(character);
      else {
        const part = this.#readExpression(end, '+');
        value += part.kind === 'expression' ? `{{${part.text}}}` : String(toJson(part));
      }
      this.#skipBlanks();
      if (this.#text[this.#at] !== '+') return { kind: 'text', value };
      this.#at++;
      this.#skipBlanks();
    }
  }

  #readString(quote: string): string {
    let value = '';
    for (this.#at++; this.#at < this.#text.length; ) {
      const character = this.#text[this.#at] ?? '';
      if (character === quote) {
        this.#at++;
        break;
      }
      if (character === '\\') value += this.#readEscape();
      else if (quote === '`' && this.#text.startsWith('${', this.#at)) {
        const close = this.#text.indexOf('}', this.#at);
        const stop = close < 0 ? this.#text.length : close;
        value += `{{${this.#text.slice(this.#at + 2, stop).trim()}}}`;
        this.#at = stop + 1;
      } else {
        value += character;
        this.#at++;
      }
    }
    return value;
  }

  #readEscape(): string {
    const match = /^\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r\n|[\s\S])/.exec(
      this.#text.slice(this.#at, this.#at + 12),
    );
    const written = match?.[0] ?? '\\';
    this.#at += written.length;
    const code = Number.parseInt(match?.[1] ?? match?.[2] ?? match?.[3] ?? '', 16);
    if (!Number.isNaN(code)) return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
    const kind = written.slice(1);
    return escapes[kind] ?? kind;
  }

  #readObject(): Literal {
    const members: [string, Literal][] = [];
    this.#at++;
    for (;;) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined || character === '}') break;
      if (character === ',') {
        this.#at++;
        continue;
      }
      const name = this.#readName(character);
      this.#skipBlanks();
      if (this.#text[this.#at] === ':') {
        this.#at++;
        members.push([name, this.#readValue('}')]);
      } else if (name !== '') members.push([name, { kind: 'expression', text: name }]);
      else this.#at++;
    }
    this.#at++;
    return { kind: 'object', members };
  }

  #readName(character: string): string {
    if (character === '"' || character === "'" || character === '`') return this.#readString(character);
    const name = /^[\w$]{1,100}/.exec(this.#text.slice(this.#at, this.#at + 100))?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  /** Up to the comma or bracket that ends it. `name(` begins a call. */
  #readExpression(end: string, alsoEnd = ''): Literal {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === ',' || character === end || character === alsoEnd || character === '\n' || character === ';')
        break;
      this.#at++;
      if (character === '(') {
        const name = this.#text.slice(start, this.#at - 1).trim();
        return { kind: 'call', name, arguments: this.readList(')') };
      }
    }
    // Whatever stands here, the reader moves on.
    if (this.#at === start) this.#at++;
    const text = this.#text.slice(start, this.#at).trim();
    if (text === 'null' || text === 'undefined') return { kind: 'other', value: null };
    if (text === 'true' || text === 'false') return { kind: 'other', value: text === 'true' };
    return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)
      ? { kind: 'other', value: Number(text) }
      : { kind: 'expression', text };
  }

  #skipBlanks(): void {
    for (;;) {
      const character = this.#text[this.#at] ?? '';
      if (character !== '' && character.trim() === '') this.#at++;
      else if (this.#text.startsWith('//', this.#at)) this.#at = this.#after('\n');
      else if (this.#text.startsWith('/*', this.#at)) this.#at = this.#after('*/');
      else return;
    }
  }

  #after(mark: string): number {
    const at = this.#text.indexOf(mark, this.#at + 2);
    return at < 0 ? this.#text.length : at + mark.length;
  }
}

const escapes: Record<string, string> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r\n': '',
};
