// Reads the literals of JavaScript, Python and Go as far as calls that send requests need them: strings, templates,
// numbers, lists, objects. Nothing is evaluated: what is no literal becomes a variable by its own text, and calls whose
// meaning is known are the caller's.
import { variableOf } from './templates.ts';

export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'other'; readonly value: number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Literal])[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Literal[] }
  | { readonly kind: 'expression'; readonly text: string };

export type Language = 'javascript' | 'python' | 'go';

export interface Arguments {
  readonly literals: readonly Literal[];
  /** `name=value`, as Python has it. */
  readonly named: ReadonlyMap<string, Literal>;
  /** Where the reading ended, behind the bracket. */
  readonly end: number;
}

/** The arguments of a call, from behind its opening bracket. */
export function parseArguments(text: string, at: number, language: Language = 'javascript'): Arguments {
  const named = new Map<string, Literal>();
  const reader = new LiteralReader(text, at, language);
  const literals = reader.readList(')', named);
  return { literals, named, end: reader.at };
}

/** The text that a literal stands for, with `{{name}}` for what is no literal; undefined for `null`. */
export function literalText(literal: Literal): string | undefined {
  if (literal.kind === 'call') {
    const [first, ...rest] = literal.arguments;
    if (/^(?:JSON\.stringify|json\.dumps)$/.test(literal.name) && first) return JSON.stringify(toJson(first));
    if (
      /^(?:(?:new )?(?:\w+\.)?(?:URL|Request)|(?:strings|bytes)\.New(?:Reader|Buffer|BufferString)|\[\]byte|String|str)$/.test(
        literal.name,
      )
    )
      return first && literalText(first);
    if (literal.name === 'fmt.Sprintf' && first)
      return formatted(
        literalText(first) ?? '',
        rest.map(one => literalText(one) ?? ''),
      );
  }
  const value = toJson(literal);
  return value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

/** `%s`, `%v`, `%d` and `{}`, each by the next argument. */
function formatted(text: string, given: readonly string[]): string {
  let next = 0;
  return text.replace(/%[svdq]|\{\d?\}/g, written => given[next++] ?? written);
}

/** As `JSON.stringify` would have it, with `{{name}}` for what is no literal. */
export function toJson(literal: Literal): unknown {
  switch (literal.kind) {
    case 'list':
      return literal.items.map(toJson);
    case 'object':
      return Object.fromEntries(literal.members.map(([name, member]) => [name, toJson(member)]));
    case 'call': {
      const [first] = literal.arguments;
      const isGetter = /(?:getenv|environ\.get)$/i.test(literal.name) && first?.kind === 'text';
      return isGetter ? `{{${first.value}}}` : `{{${literal.name}()}}`;
    }
    case 'expression':
      return `{{${variableOf(literal.text)}}}`;
    default:
      return literal.value;
  }
}

/** Deeper nesting is cut off: no request has it, and the stack has an end. */
const deepest = 200;

class LiteralReader {
  readonly #text: string;
  readonly #language: Language;
  #at: number;
  #depth = 0;

  constructor(text: string, at: number, language: Language) {
    this.#text = text;
    this.#at = at;
    this.#language = language;
  }

  get at(): number {
    return this.#at;
  }

  readList(end: string, named?: Map<string, Literal>): Literal[] {
    const items: Literal[] = [];
    for (;;) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined || character === end) break;
      const name = named && this.#language === 'python' ? this.#readKeyword() : undefined;
      if (name !== undefined) named?.set(name, this.#readValue(end));
      else if (character === ',') this.#at++;
      else items.push(this.#readValue(end));
    }
    this.#at++;
    return items;
  }

  /** `name=`, of an argument. */
  #readKeyword(): string | undefined {
    const match = /^([A-Za-z_]\w{0,60})\s{0,9}=(?!=)/.exec(this.#text.slice(this.#at, this.#at + 80));
    this.#at += match?.[0].length ?? 0;
    return match?.[1];
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
    if (this.#atString()) return this.#readConcatenation(end);
    if (character === '{') return this.#readObject();
    if (character === '(' && this.#language === 'python') {
      this.#at++;
      const items = this.readList(')');
      return items.length === 1 && items[0] ? items[0] : { kind: 'list', items };
    }
    if (character !== '[' || this.#text.startsWith('[]', this.#at)) return this.#readExpression(end);
    this.#at++;
    return { kind: 'list', items: this.readList(']') };
  }

  /** With the letters that Python may put before the quote. */
  #atString(): boolean {
    const pattern = this.#language === 'python' ? /^(?:[fFrRbBuU]{1,2})?["']/ : /^["'`]/;
    return pattern.test(this.#text.slice(this.#at, this.#at + 3));
  }

  /** `'a' + b`, and in Python `'a' 'b'`, `'a %s' % b` and `'a {}'.format(b)` */
  #readConcatenation(end: string): Literal {
    let value = '';
    for (;;) {
      if (this.#atString()) value += this.#readPrefixedString();
      else {
        const part = this.#readExpression(end, '+');
        value += literalText(part) ?? '';
      }
      this.#skipBlanks();
      if (this.#language === 'python') value = this.#readFormatting(value, end);
      if (this.#language === 'python' && this.#atString()) continue;
      if (this.#text[this.#at] !== '+') return { kind: 'text', value };
      this.#at++;
      this.#skipBlanks();
    }
  }

  #readFormatting(text: string, end: string): string {
    if (this.#text.startsWith('.format(', this.#at)) {
      this.#at += '.format('.length;
      return formatted(
        text,
        this.readList(')').map(one => literalText(one) ?? ''),
      );
    }
    if (this.#text[this.#at] !== '%') return text;
    this.#at++;
    const given = this.#readValue(end);
    const values = given.kind === 'list' ? given.items : [given];
    return formatted(
      text,
      values.map(one => literalText(one) ?? ''),
    );
  }

  #readPrefixedString(): string {
    const prefix = /^[A-Za-z]{0,2}/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] ?? '';
    this.#at += prefix.length;
    const quote = this.#text[this.#at] ?? '';
    const isRaw = /r/i.test(prefix) || (this.#language === 'go' && quote === '`');
    const isTriple = this.#language === 'python' && this.#text.startsWith(quote.repeat(3), this.#at);
    if (isTriple) this.#at += 2;
    const interpolation = /f/i.test(prefix) ? '{' : quote === '`' && !isRaw ? '${' : undefined;
    const value = this.#readString(isTriple ? quote.repeat(3) : quote, isRaw, interpolation);
    return value;
  }

  #readString(quote: string, isRaw = false, interpolation?: string): string {
    let value = '';
    for (this.#at++; this.#at < this.#text.length; ) {
      const character = this.#text[this.#at] ?? '';
      if (this.#text.startsWith(quote, this.#at)) {
        this.#at += quote.length;
        break;
      }
      if (character === '\\' && !isRaw) value += this.#readEscape();
      else if (
        interpolation === '{' &&
        (this.#text.startsWith('{{', this.#at) || this.#text.startsWith('}}', this.#at))
      ) {
        value += character;
        this.#at += 2;
      } else if (interpolation && this.#text.startsWith(interpolation, this.#at)) {
        const close = this.#text.indexOf('}', this.#at);
        const stop = close < 0 ? this.#text.length : close;
        const inside = this.#text.slice(this.#at + interpolation.length, stop).trim();
        value += `{{${variableOf(inside)}}}`;
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
    if (/^(?:null|undefined|nil|None)$/.test(text)) return { kind: 'other', value: null };
    if (/^(?:[tT]rue|[fF]alse)$/.test(text)) return { kind: 'other', value: text.toLowerCase() === 'true' };
    return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)
      ? { kind: 'other', value: Number(text) }
      : { kind: 'expression', text };
  }

  #skipBlanks(): void {
    for (;;) {
      const character = this.#text[this.#at] ?? '';
      if (character !== '' && character.trim() === '') this.#at++;
      else if (this.#text.startsWith(this.#language === 'python' ? '#' : '//', this.#at)) this.#at = this.#after('\n');
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
