// Splits a PowerShell script into statements of literal values, as far as commands that send requests need it.
import type { Span } from '../text/span.ts';

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly entries: readonly (readonly [string, string])[] }
  | { readonly kind: 'parameter'; readonly name: string };

export interface Statement {
  readonly command: string;
  readonly values: readonly Value[];
  readonly span: Span;
  /** What the script put into the web session, up to here. */
  readonly session: { readonly userAgent?: string; readonly cookies: readonly string[] };
}

export function parsePowerShell(text: string): Statement[] {
  return new ScriptReader(text).read();
}

const deepest = 100;

class ScriptReader {
  readonly #text: string;
  readonly #variables: Map<string, Value>;
  readonly #statements: Statement[] = [];
  readonly #cookies: string[] = [];
  #userAgent: string | undefined;
  #at = 0;
  #depth = 0;

  constructor(text: string, variables = new Map<string, Value>()) {
    this.#text = text;
    this.#variables = variables;
  }

  read(): Statement[] {
    while (this.#at < this.#text.length) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined) break;
      if (character === '\n' || character === ';') this.#at++;
      else this.#readStatement();
    }
    return this.#statements;
  }

  #readStatement(): void {
    const start = this.#at;
    // $name = …   $name["key"] = …   $name.Add("key", "value")   $session.Cookies.Add(…)   $session.UserAgent = …
    const target =
      /^\$([A-Za-z_]\w{0,60})((?:\.[A-Za-z]\w{0,60}){0,3})(?:\[\s{0,9}(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')\s{0,9}\])?/.exec(
        this.#text.slice(this.#at, this.#at + 700),
      );
    if (target) {
      this.#at += target[0].length;
      this.#skipBlanks();
      const [, name = '', path = '', quoted, single] = target;
      const key = quoted ?? single;
      const next = this.#text[this.#at];
      if (next === '=') {
        this.#at++;
        this.#assign(name.toLowerCase(), path.toLowerCase(), key, start);
        return;
      }
      if (next === '(') {
        this.#at++;
        this.#call(name.toLowerCase(), path.toLowerCase());
        return;
      }
    }
    if (!target) this.#readCommand(start);
    this.#skipLine();
  }

  #assign(name: string, path: string, key: string | undefined, start: number): void {
    this.#skipBlanks();
    const word = /^[A-Za-z]+-[A-Za-z]+|^(?:iwr|irm)\b/.exec(this.#text.slice(this.#at, this.#at + 60));
    if (word && !/^New-Object$/i.test(word[0])) {
      this.#readCommand(start);
      return;
    }
    const value = word ? { kind: 'table' as const, entries: [] } : this.#readValue();
    if (path === '.useragent' && value?.kind === 'text') this.#userAgent = value.text;
    else if (key !== undefined && value?.kind === 'text') this.#addEntry(name, key, value.text);
    else if (path === '' && value) this.#variables.set(name, value);
    this.#skipLine();
  }

  #call(name: string, path: string): void {
    const values = this.#readArguments();
    const texts = values.flatMap(value => (value.kind === 'text' ? [value.text] : []));
    if (path === '.cookies.add' && texts.length >= 2) this.#cookies.push(`${texts[0]}=${texts[1]}`);
    else if (path === '.add' && texts.length === 2) this.#addEntry(name, texts[0] ?? '', texts[1] ?? '');
    this.#skipLine();
  }

  #addEntry(name: string, key: string, value: string): void {
    const table = this.#variables.get(name);
    const entries = table?.kind === 'table' ? table.entries : [];
    this.#variables.set(name, {
      kind: 'table',
      entries: [...entries.filter(([known]) => known !== key), [key, value]],
    });
  }

  /** To the closing bracket; `New-Object X(…)` within counts as its own arguments. */
  #readArguments(): Value[] {
    const values: Value[] = [];
    while (this.#at < this.#text.length) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === ')') {
        this.#at++;
        break;
      }
      if (character === ',' || character === '\n') {
        this.#at++;
        continue;
      }
      if (character === '(') {
        this.#at++;
        if (this.#depth++ < deepest) values.push(...this.#readArguments());
        this.#depth--;
        continue;
      }
      const value = this.#readValue();
      // The word of `New-Object System.Net.Cookie` is no argument.
      if (value && !(value.kind === 'text' && /^(?:New-Object|System\.)/.test(value.text))) values.push(value);
    }
    return values;
  }

  #readCommand(start: number): void {
    const command = /^[A-Za-z][\w-]{0,60}/.exec(this.#text.slice(this.#at, this.#at + 62))?.[0];
    if (command === undefined) {
      this.#at++;
      return;
    }
    this.#at += command.length;
    const values: Value[] = [];
    while (this.#at < this.#text.length) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined || character === '\n' || character === ';' || character === '|') break;
      const value = this.#readValue();
      if (value) values.push(value);
    }
    const session = {
      cookies: [...this.#cookies],
      ...(this.#userAgent === undefined ? {} : { userAgent: this.#userAgent }),
    };
    this.#statements.push({ command, values, span: { start, end: Math.min(this.#at, this.#text.length) }, session });
  }

  #readValue(): Value | undefined {
    const text = this.#text;
    this.#skipBlanks();
    const character = text[this.#at] ?? '';
    const hereString = /^@(["'])\r?\n/.exec(text.slice(this.#at, this.#at + 4));
    if (hereString) return { kind: 'text', text: this.#readHereString(hereString[0].length, hereString[1] ?? '') };
    if (text.startsWith('@{', this.#at)) return this.#readTable();
    if (character === '"' || character === "'") return { kind: 'text', text: this.#readString(character) };
    if (character === '(') {
      // `([System.Text.Encoding]::UTF8.GetBytes("…"))` and `(@{…} | ConvertTo-Json)` stand for what is in them.
      this.#at++;
      return this.#readArguments().find(value => value.kind !== 'parameter');
    }
    const parameter = /^-([A-Za-z]\w{0,60}):?/.exec(text.slice(this.#at, this.#at + 64));
    if (parameter) {
      this.#at += parameter[0].length;
      return { kind: 'parameter', name: parameter[1] ?? '' };
    }
    const variable = /^\$([A-Za-z_][\w:]{0,60})/.exec(text.slice(this.#at, this.#at + 64));
    if (variable) {
      this.#at += variable[0].length;
      return (
        this.#variables.get((variable[1] ?? '').toLowerCase()) ?? { kind: 'text', text: reference(variable[1] ?? '') }
      );
    }
    const word = /^[^\s"'(){},;|]{1,2000}/.exec(text.slice(this.#at, this.#at + 2000))?.[0];
    this.#at += word?.length ?? 1;
    // A cast or a static method: what counts is in the brackets that follow.
    return word === undefined || word.startsWith('[') ? undefined : { kind: 'text', text: word };
  }

  #readTable(): Value {
    const entries: [string, string][] = [];
    this.#at += 2;
    while (this.#at < this.#text.length) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === '}' || character === undefined) break;
      if (character === '\n' || character === ';') {
        this.#at++;
        continue;
      }
      const name = this.#readTableName(character);
      this.#skipBlanks();
      if (this.#text[this.#at] !== '=') {
        if (name === '') this.#at++;
        continue;
      }
      this.#at++;
      const value = this.#readValue();
      if (value?.kind === 'text') entries.push([name, value.text]);
    }
    this.#at++;
    return { kind: 'table', entries };
  }

  #readTableName(character: string): string {
    if (character === '"' || character === "'") return this.#readString(character);
    const name = /^[\w-]{1,200}/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  /** "with `n and $name", where a doubled quote is one; 'as it stands'. */
  #readString(quote: string): string {
    const text = this.#text;
    let value = '';
    for (this.#at++; this.#at < text.length; ) {
      const character = text[this.#at] ?? '';
      if (character === quote) {
        this.#at++;
        if (text[this.#at] !== quote) break;
        value += quote;
        this.#at++;
      } else if (quote === '"') value += this.#readExpanded(character);
      else {
        value += character;
        this.#at++;
      }
    }
    return value;
  }

  /** One character of a text in which escapes and variables count, or what it begins. */
  #readExpanded(character: string): string {
    if (character === '$') return this.#readInterpolation();
    this.#at++;
    if (character !== '`') return character;
    const next = this.#text[this.#at] ?? '';
    this.#at++;
    return escapes[next] ?? next;
  }

  #readHereString(opening: number, quote: string): string {
    const start = this.#at + opening;
    const end = this.#text.indexOf(`\n${quote}@`, start - 1);
    const stop = end < 0 ? this.#text.length : end;
    const body = this.#text.slice(start, Math.max(start, stop)).replace(/\r$/, '');
    this.#at = end < 0 ? this.#text.length : end + 3;
    return quote === '"' ? new ScriptReader(body, this.#variables).#expandAll() : body;
  }

  #expandAll(): string {
    let value = '';
    while (this.#at < this.#text.length) value += this.#readExpanded(this.#text[this.#at] ?? '');
    return value;
  }

  #readInterpolation(): string {
    // The browser writes characters beyond ASCII so.
    const code = /^\$\(\[char\](\d{1,5})\)/i.exec(this.#text.slice(this.#at, this.#at + 20));
    if (code) {
      this.#at += code[0].length;
      return String.fromCharCode(Number(code[1]));
    }
    const match = /^\$(?:\{([^}\n]{1,60})\}|\(\$([A-Za-z_][\w:.]{0,60})\)|([A-Za-z_][\w:]{0,60}))/.exec(
      this.#text.slice(this.#at, this.#at + 70),
    );
    if (!match) {
      this.#at++;
      return '$';
    }
    this.#at += match[0].length;
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const known = this.#variables.get(name.toLowerCase());
    return known?.kind === 'text' ? known.text : reference(name);
  }

  /** Blanks, continued lines and comments. */
  #skipBlanks(): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === ' ' || character === '\t' || character === '\r') this.#at++;
      else if (character === '`' && /^`\r?\n/.test(this.#text.slice(this.#at, this.#at + 3)))
        this.#at = this.#text.indexOf('\n', this.#at) + 1;
      else if (character === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else return;
    }
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }
}

/** `$env:TOKEN` */
function reference(name: string): string {
  return `{{${name.replace(/^env:/i, '')}}}`;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0', a: '\x07', b: '\b', f: '\f', v: '\v' };
