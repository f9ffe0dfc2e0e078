// The parts of YAML that are written within a line, or within brackets and quotes over several: flow collections, quoted
// and plain scalars.

/** Reads one value; `more` gives the next line, without its indentation, where the value goes on. */
export function readFlow(text: string, more: () => string | undefined, anchors: ReadonlyMap<string, unknown>): unknown {
  return new FlowReader(text, more, anchors).read();
}

/** The core schema (YAML 1.2.2 §10.3.2). */
export function scalarOf(text: string): unknown {
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?[0-9]{1,30}$/.test(text)) return Number.parseInt(text, 10);
  if (/^0o[0-7]{1,30}$/.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^0x[0-9a-fA-F]{1,30}$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,4})?$/.test(text)) return Number(text);
  return text;
}

const deepest = 100;

class FlowReader {
  readonly #more: () => string | undefined;
  readonly #anchors: ReadonlyMap<string, unknown>;
  #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string, more: () => string | undefined, anchors: ReadonlyMap<string, unknown>) {
    this.#text = text;
    this.#more = more;
    this.#anchors = anchors;
  }

  read(): unknown {
    const character = this.#character();
    if (this.#depth++ > deepest) {
      while (this.#character() !== undefined) this.#at = this.#text.length;
      return null;
    }
    const value =
      character === '['
        ? this.#readList()
        : character === '{'
          ? this.#readObject()
          : character === '"'
            ? this.#readDouble()
            : character === "'"
              ? this.#readSingle()
              : this.#readPlain();
    this.#depth--;
    return value;
  }

  /** The next character; a line that has ended is followed by the next one. Undefined at the end of the text. */
  #character(): string | undefined {
    if (this.#at < this.#text.length) return this.#text[this.#at];
    const line = this.#more();
    if (line === undefined) return undefined;
    this.#text = `\n${line}`;
    this.#at = 0;
    return '\n';
  }

  #skip(): string | undefined {
    for (;;) {
      const character = this.#character();
      if (character === '#' && (this.#at === 0 || /\s/.test(this.#text[this.#at - 1] ?? '')))
        this.#at = this.#text.length;
      else if (character !== undefined && character.trim() === '') this.#at++;
      else return character;
    }
  }

  #readList(): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    for (let character = this.#skip(); character !== undefined; character = this.#skip()) {
      if (character === ']') {
        this.#at++;
        break;
      }
      if (character === ',' || character === '}' || character === ':') this.#at++;
      else {
        const item = this.read();
        if (this.#skip() === ':' && typeof item !== 'object') {
          this.#at++;
          items.push({ [String(item)]: this.#readMember() });
        } else items.push(item);
      }
    }
    return items;
  }

  #readObject(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#at++;
    for (let character = this.#skip(); character !== undefined; character = this.#skip()) {
      if (character === '}') {
        this.#at++;
        break;
      }
      if (character === ',' || character === ']' || character === ':') {
        this.#at++;
        continue;
      }
      const name = String(this.read());
      if (this.#skip() !== ':') entries.push([name, null]);
      else {
        this.#at++;
        entries.push([name, this.#readMember()]);
      }
    }
    return Object.fromEntries(entries);
  }

  #readMember(): unknown {
    const next = this.#skip();
    return next === undefined || next === ',' || next === '}' || next === ']' ? null : this.read();
  }

  /** `''` is a quote. */
  #readSingle(): string {
    let text = '';
    this.#at++;
    for (let character = this.#character(); character !== undefined; character = this.#character()) {
      this.#at++;
      if (character === "'") {
        if (this.#text[this.#at] !== "'") return text;
        this.#at++;
        text += "'";
      } else if (character === '\n') text = this.#foldBreaks(text);
      else text += character;
    }
    return text;
  }

  #readDouble(): string {
    let text = '';
    this.#at++;
    for (let character = this.#character(); character !== undefined; character = this.#character()) {
      this.#at++;
      if (character === '"') return text;
      if (character === '\\') text = this.#readEscape(text);
      else if (character === '\n') text = this.#foldBreaks(text);
      else text += character;
    }
    return text;
  }

  #readEscape(text: string): string {
    // At the end of a line, it joins this line and the next.
    if (this.#at >= this.#text.length) {
      if (this.#character() === '\n') this.#at++;
      return text;
    }
    const [written = '', two, four, eight] =
      /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[\s\S])/.exec(
        this.#text.slice(this.#at, this.#at + 9),
      ) ?? [];
    this.#at += written.length;
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    if (Number.isNaN(code)) return text + (escapes[written] ?? written);
    return text + (code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code));
  }

  /** One break is a space, several are one less. The first was read. */
  #foldBreaks(text: string): string {
    let breaks = 1;
    while (this.#at >= this.#text.length && this.#character() === '\n') {
      this.#at++;
      breaks++;
    }
    let end = text.length;
    while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
    return text.slice(0, end) + (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1));
  }

  #readPlain(): unknown {
    let text = '';
    for (let character = this.#character(); character !== undefined; character = this.#character()) {
      if (/[,[\]{}]/.test(character)) break;
      if (character === ':' && /^(?:[\s,[\]{}]|$)/.test(this.#text[this.#at + 1] ?? '')) break;
      if (character === '#' && /\s$/.test(text)) {
        this.#at = this.#text.length;
        continue;
      }
      text += character === '\n' ? ' ' : character;
      this.#at++;
    }
    const plain = text.trim().replace(/^&\S{1,100}\s+/, '');
    return plain.startsWith('*') ? (this.#anchors.get(plain.slice(1)) ?? null) : scalarOf(plain);
  }
}

const escapes: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
