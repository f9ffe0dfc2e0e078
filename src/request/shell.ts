// Splits a Bourne shell script into commands of words, as bash would: quotes, escapes, continuations, comments,
// assignments, here-documents and redirections. It runs nothing: `$NAME` that the text does not set becomes `{{NAME}}`.

import type { Span } from '../text/span.ts';
import type { RequestProblem } from './problem.ts';

export interface Word {
  readonly text: string;
  readonly span: Span;
}

export interface Command {
  readonly words: readonly Word[];
  /** What a here-document or a here-string gives to the command. */
  readonly input?: string;
}

export interface Script {
  readonly commands: readonly Command[];
  readonly problems: readonly RequestProblem[];
}

export function parseShell(text: string): Script {
  return new Reader(text).read();
}

/** A character that ends a word where it is not quoted. */
const ends = new Set([' ', '\t', '\n', '\r', ';', '|', '&', '<', '>', '(', ')']);

class Reader {
  readonly #text: string;
  readonly #problems: RequestProblem[] = [];
  readonly #variables = new Map<string, string>();
  readonly #commands: Command[] = [];
  /** Here-documents that were announced on this line: their bodies begin on the next one. */
  readonly #pending: { readonly end: string; readonly literal: boolean; readonly receive: (body: string) => void }[] =
    [];
  #words: Word[] = [];
  #input: string | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Script {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand();
    return { commands: this.#commands, problems: this.#problems };
  }

  #step(): void {
    const text = this.#text;
    const character = text[this.#at];
    if (character === '\n') {
      this.#at++;
      this.#endCommand();
      for (const document of this.#pending.splice(0))
        document.receive(this.#readHereDocument(document.end, document.literal));
    } else if (character === '#') {
      const end = text.indexOf('\n', this.#at);
      this.#at = end < 0 ? text.length : end;
    } else if (character === ' ' || character === '\t' || character === '\r') this.#at++;
    else if (character === '\\' && isContinuation(text, this.#at)) this.#at = afterContinuation(text, this.#at);
    else if (character === '<' || character === '>') this.#readRedirection();
    else if (character !== undefined && ends.has(character)) {
      this.#at++;
      this.#endCommand();
    } else this.#addWord();
  }

  #addWord(): void {
    const start = this.#at;
    const text = this.#readWord();
    // The descriptor of `2>file` is no word of the command.
    if (/^\d$/.test(text) && (this.#text[this.#at] === '>' || this.#text[this.#at] === '<')) return;
    const assignment = this.#words.length === 0 ? /^([A-Za-z_]\w{0,100})=/.exec(text) : null;
    if (assignment?.[1]) this.#variables.set(assignment[1], text.slice(assignment[0].length));
    else this.#words.push({ text, span: { start, end: this.#at } });
  }

  #endCommand(): void {
    if (this.#words.length > 0) {
      const command = { words: this.#words };
      this.#commands.push(this.#input === undefined ? command : { ...command, input: this.#input });
    }
    this.#words = [];
    this.#input = undefined;
  }

  /** `<<END`, `<<<word`, `>file`, `2>&1`. */
  #readRedirection(): void {
    const text = this.#text;
    if (text.startsWith('<<<', this.#at)) {
      this.#at += 3;
      this.#skipBlanks();
      this.#input = `${this.#readWord()}\n`;
      return;
    }
    if (text.startsWith('<<', this.#at)) {
      this.#at += text[this.#at + 2] === '-' ? 3 : 2;
      this.#skipBlanks();
      const literal = text[this.#at] === "'" || text[this.#at] === '"' || text[this.#at] === '\\';
      const end = this.#readWord();
      const index = this.#commands.length;
      this.#pending.push({
        end,
        literal,
        receive: body => {
          const command = this.#commands[index];
          if (command) this.#commands[index] = { ...command, input: body };
        },
      });
      return;
    }
    this.#at++;
    if (text[this.#at] === '>' || text[this.#at] === '|' || text[this.#at] === '&') this.#at++;
    this.#skipBlanks();
    this.#readWord();
  }

  #readHereDocument(end: string, literal: boolean): string {
    const lines: string[] = [];
    while (this.#at < this.#text.length) {
      const stop = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, stop < 0 ? this.#text.length : stop).replace(/\r$/, '');
      this.#at = stop < 0 ? this.#text.length : stop + 1;
      if (line.trimStart() === end) break;
      lines.push(line);
    }
    const body = lines.map(line => `${line}\n`).join('');
    return literal ? body : body.replace(/\$\{?([A-Za-z_]\w{0,100})\}?/g, (_, name: string) => this.#valueOf(name));
  }

  #skipBlanks(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
  }

  #readWord(): string {
    const text = this.#text;
    let word = '';
    while (this.#at < text.length) {
      const character = text[this.#at] ?? '';
      if (ends.has(character)) break;
      if (character === '\\') {
        if (isContinuation(text, this.#at)) this.#at = afterContinuation(text, this.#at);
        else {
          word += text[this.#at + 1] ?? '\\';
          this.#at += 2;
        }
      } else if (character === "'") word += this.#readUntilQuote();
      else if (character === '"') word += this.#readDoubleQuoted();
      else if (text.startsWith("$'", this.#at)) word += this.#readAnsiQuoted();
      else if (character === '$') word += this.#readVariable();
      else {
        word += character;
        this.#at++;
      }
    }
    return word;
  }

  /** 'everything is as it stands' */
  #readUntilQuote(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) return this.#unclosed("'");
    const inside = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return inside;
  }

  /** "a backslash escapes $ ` \" \\ and a line break only" */
  #readDoubleQuoted(): string {
    const text = this.#text;
    const start = this.#at++;
    let inside = '';
    while (this.#at < text.length) {
      const character = text[this.#at] ?? '';
      if (character === '"') {
        this.#at++;
        return inside;
      }
      if (character === '\\') {
        const next = text[this.#at + 1] ?? '';
        if (isContinuation(text, this.#at)) this.#at = afterContinuation(text, this.#at);
        else {
          inside += '$`"\\'.includes(next) && next !== '' ? next : `\\${next}`;
          this.#at += 2;
        }
      } else if (character === '$') inside += this.#readVariable();
      else {
        inside += character;
        this.#at++;
      }
    }
    this.#at = start;
    return this.#unclosed('"');
  }

  /** $'with C escapes' */
  #readAnsiQuoted(): string {
    const text = this.#text;
    let end = this.#at + 2;
    while (end < text.length && text[end] !== "'") end += text[end] === '\\' ? 2 : 1;
    const inside = text.slice(this.#at + 2, end);
    if (end >= text.length) this.#reportUnclosed("'", this.#at + 1);
    this.#at = Math.min(end + 1, text.length);
    return inside.replace(ansiEscape, unescapeAnsi);
  }

  /** $NAME, ${NAME}, and what only a shell can work out: $(command) */
  #readVariable(): string {
    const match = /^\$(?:\{([A-Za-z_]\w{0,100})\}|([A-Za-z_]\w{0,100}))/.exec(
      this.#text.slice(this.#at, this.#at + 110),
    );
    if (match) {
      this.#at += match[0].length;
      return this.#valueOf(match[1] ?? match[2] ?? '');
    }
    if (this.#text.startsWith('$(', this.#at)) {
      const end = this.#text.indexOf(')', this.#at);
      const stop = end < 0 ? this.#text.length : end + 1;
      const span = { start: this.#at, end: stop };
      const message = 'What "$(…)" gives is known to a shell only: put the value here';
      this.#problems.push({ code: 'command-substitution', severity: 'warning', message, span });
      const written = this.#text.slice(this.#at, stop);
      this.#at = stop;
      return written;
    }
    this.#at++;
    return '$';
  }

  #valueOf(name: string): string {
    return this.#variables.get(name) ?? `{{${name}}}`;
  }

  #unclosed(quote: string): string {
    this.#reportUnclosed(quote, this.#at);
    const rest = this.#text.slice(this.#at + 1);
    this.#at = this.#text.length;
    return rest;
  }

  #reportUnclosed(quote: string, at: number): void {
    const message = `The quote ${quote} is never closed: the text may be cut`;
    this.#problems.push({ code: 'unclosed-quote', severity: 'error', message, span: { start: at, end: at + 1 } });
  }
}

function isContinuation(text: string, at: number): boolean {
  return text[at + 1] === '\n' || (text[at + 1] === '\r' && text[at + 2] === '\n');
}

function afterContinuation(text: string, at: number): number {
  return at + (text[at + 1] === '\n' ? 2 : 3);
}

const ansiEscape = /\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|c[\s\S]|[\s\S])/g;

const ansiCharacters: Record<string, string> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescapeAnsi(written: string): string {
  const kind = written[1] ?? '';
  if (kind === 'x' || kind === 'u' || kind === 'U') {
    const code = written.length > 2 ? Number.parseInt(written.slice(2), 16) : Number.NaN;
    return Number.isNaN(code) || code > 0x10ffff ? written : String.fromCodePoint(code);
  }
  if (kind >= '0' && kind <= '7') return String.fromCharCode(Number.parseInt(written.slice(1), 8) & 0xff);
  if (kind === 'c') return String.fromCharCode((written.charCodeAt(2) || 0) & 0x1f);
  return ansiCharacters[kind] ?? ('\'"\\?'.includes(kind) ? kind : written);
}
