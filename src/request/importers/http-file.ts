// Reads `.http` and `.rest` files in the dialects of REST Client, httpYac, JetBrains and Visual Studio, line by line and
// with spans. It replaces no variable and runs no script: what is not for this tool is said once and skipped.
import { LineIndex } from '../../text/line-index.ts';
import type { Span } from '../../text/span.ts';
import type {
  FileRequest,
  FileVariable,
  HttpFile,
  Setting,
  Written,
  WrittenBody,
  WrittenHeader,
} from '../http-file.ts';
import {
  bodyFile,
  comment,
  foreign,
  headerLine,
  isFullRequestLine,
  isMethod,
  isResponseHandling,
  knownMethods,
  looksLikeUrl,
  responseLine,
  separator,
  setting,
  splitVersion,
  variable,
} from '../http-lines.ts';
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import type { RequestProblem } from '../problem.ts';
import { resolveRequest } from '../resolve.ts';

export const httpFile: Importer = {
  id: 'http-file',
  title: 'HTTP file (.http, .rest)',
  recognises: text =>
    /^(?:###|@[\w.-]{1,80}\s*=|(?:#|\/\/)\s*@\w|[A-Z]{3,12}\s+(?:https?:\/\/|\{\{|\/)|https?:\/\/\S+\s*$)/m.test(
      text.slice(0, 4000),
    ),
  parse: parseResolved,
};

function parseResolved(text: string): Imported {
  const file = parseHttpFile(text);
  const problems: RequestProblem[] = [...file.problems];
  const requests: ImportedRequest[] = [];
  file.requests.forEach((_, index) => {
    const resolved = resolveRequest(file, index, {});
    problems.push(...resolved.problems);
    if (resolved.request) requests.push(resolved.request);
  });
  return { requests, problems };
}

export function parseHttpFile(text: string): HttpFile {
  return new FileReader(text).read();
}

interface Line extends Span {
  readonly text: string;
}

interface Draft {
  readonly sectionStart: number;
  readonly title?: string;
  readonly settings: Setting[];
  method?: Written;
  url?: Written;
  httpVersion?: string;
  readonly headers: WrittenHeader[];
  body?: WrittenBody;
  end: number;
}

class FileReader {
  readonly #text: string;
  readonly #lines: Line[];
  readonly #requests: FileRequest[] = [];
  readonly #variables: FileVariable[] = [];
  readonly #comments: Span[] = [];
  readonly #problems: RequestProblem[] = [];
  readonly #said = new Set<string>();
  #at = 0;
  #draft: Draft = { sectionStart: 0, settings: [], headers: [], end: 0 };

  constructor(text: string) {
    this.#text = text;
    const index = new LineIndex(text);
    this.#lines = Array.from({ length: index.lineCount }, (_, line) => {
      const { start, end } = index.lineSpan(line);
      const written = text.slice(start, end).replace(/(?:\r\n|\n|\r)$/, '');
      return { text: written, start, end: start + written.length };
    });
  }

  read(): HttpFile {
    while (this.#at < this.#lines.length) this.#readSection();
    return {
      text: this.#text,
      requests: this.#requests,
      variables: this.#variables,
      comments: this.#comments,
      problems: this.#problems,
    };
  }

  #readSection(): void {
    const first = this.#line();
    const title = first ? titleOf(first.text) : undefined;
    if (title !== undefined) this.#at++;
    this.#draft = {
      sectionStart: first?.start ?? 0,
      ...(title ? { title } : {}),
      settings: [],
      headers: [],
      end: first?.end ?? 0,
    };
    this.#readBefore();
    if (this.#draft.url) {
      this.#readContinuedUrl();
      this.#readHeaders();
      this.#readAfter();
    }
    this.#finishSection();
  }

  /** The current line, or undefined at the end of the section. */
  #line(): Line | undefined {
    return this.#lines[this.#at];
  }

  #inSection(): Line | undefined {
    const line = this.#line();
    return line && !separator.test(line.text) ? line : undefined;
  }

  /** Comments, settings, variables and scripts, up to the request line. */
  #readBefore(): void {
    for (let line = this.#inSection(); line; line = this.#inSection()) {
      if (line.text.trim() === '') this.#at++;
      else if (this.#readComment(line) || this.#readVariable(line) || this.#skipForeign(line)) continue;
      else {
        this.#readRequestLine(line);
        this.#at++;
        if (this.#draft.url) return;
      }
    }
  }

  #readComment(line: Line): boolean {
    if (/^\s*\/\*/.test(line.text)) {
      const start = line.start;
      while (this.#inSection() && !this.#line()?.text.includes('*/')) this.#at++;
      this.#comments.push({ start, end: this.#inSection()?.end ?? line.end });
      if (this.#inSection()) this.#at++;
      return true;
    }
    if (!comment.test(line.text)) return false;
    const match = setting.exec(line.text);
    if (match) {
      const value = line.text.slice(match[0].length);
      const start = line.end - value.length;
      this.#draft.settings.push({
        key: (match[1] ?? '').toLowerCase().replaceAll('-', '').replaceAll('_', ''),
        value: { text: value.trim(), span: { start, end: start + value.trimEnd().length } },
        span: spanOf(line),
      });
    } else this.#comments.push(spanOf(line));
    this.#at++;
    return true;
  }

  #readVariable(line: Line): boolean {
    const match = variable.exec(line.text);
    if (!match) return false;
    const [, before = '', name = '', equals = '', written = ''] = match;
    const nameStart = line.start + before.length;
    const valueStart = nameStart + name.length + equals.length;
    const value = written.trimEnd();
    this.#variables.push({
      name: { text: name, span: { start: nameStart, end: nameStart + name.length } },
      value: { text: value, span: { start: valueStart, end: valueStart + value.length } },
      span: spanOf(line),
    });
    this.#at++;
    return true;
  }

  /** Scripts, assertions and imports of other tools: skipped as a whole, and said once for each kind. */
  #skipForeign(line: Line): boolean {
    const text = line.text.trim();
    if (/^[<>]\s*\{%/.test(text))
      return this.#skipUntil(line, '%}', 'script', 'Scripts are not run: this one was skipped');
    if (/^\{\{[+@]?[\w ]*$/.test(text))
      return this.#skipUntil(line, '}}', 'script', 'Scripts are not run: this one was skipped');
    const skipped = foreign.find(({ pattern }) => pattern.test(text));
    if (!skipped) return false;
    this.#say(skipped.code, skipped.message, line);
    this.#at++;
    return true;
  }

  #skipUntil(first: Line, mark: string, code: string, message: string): boolean {
    this.#say(code, message, first);
    const opening = first.text.indexOf('{') + 2;
    if (first.text.includes(mark, opening)) {
      this.#at++;
      return true;
    }
    this.#at++;
    while (this.#inSection() && !this.#line()?.text.includes(mark)) this.#at++;
    if (this.#inSection()) this.#at++;
    return true;
  }

  #readRequestLine(line: Line): void {
    const [text, version] = splitVersion(line.text);
    const indent = text.length - text.trimStart().length;
    const word = /^\S+/.exec(text.trimStart())?.[0] ?? '';
    const rest = text.slice(indent + word.length);
    const hasMethod = rest.trim() !== '' && isMethod(word, rest.trim());
    const url = hasMethod ? rest.trimStart() : text.trimStart();
    if (!hasMethod && !looksLikeUrl(url)) {
      const message = 'This line is no request: expected a method and an address, such as "GET https://example.com/"';
      this.#problems.push({ code: 'request-line', severity: 'warning', message, span: spanOf(line) });
      return;
    }
    const methodStart = line.start + indent;
    const urlStart = line.start + text.length - url.length;
    this.#draft.method = hasMethod
      ? {
          text: knownMethods.has(word.toUpperCase()) ? word.toUpperCase() : word,
          span: { start: methodStart, end: methodStart + word.length },
        }
      : { text: 'GET', span: { start: methodStart, end: methodStart } };
    this.#draft.url = { text: url, span: { start: urlStart, end: urlStart + url.length } };
    if (version) this.#draft.httpVersion = version;
    this.#draft.end = line.end;
  }

  /** Indented lines, and lines that begin with `?` or `&`, go on with the URL. */
  #readContinuedUrl(): void {
    for (let line = this.#inSection(); line && this.#draft.url; line = this.#inSection()) {
      const part = line.text.trim();
      const goesOn = /^[?&]/.test(part) || (/^[ \t]/.test(line.text) && /^\//.test(part) && !comment.test(line.text));
      if (part === '' || !goesOn) return;
      const [more, version] = splitVersion(part);
      if (version) this.#draft.httpVersion = version;
      const { text, span } = this.#draft.url;
      this.#draft.url = { text: text + more, span: { start: span.start, end: line.end } };
      this.#draft.end = line.end;
      this.#at++;
    }
  }

  #readHeaders(): void {
    for (let line = this.#inSection(); line && line.text.trim() !== ''; line = this.#inSection()) {
      if (this.#readComment(line) || this.#skipForeign(line)) continue;
      if (bodyFile.test(line.text)) return;
      const match = headerLine.exec(line.text);
      const last = this.#draft.headers.at(-1);
      if (match && (match[1] === '' || !last)) this.#draft.headers.push(headerFrom(line, match));
      else if (last && /^[ \t]/.test(line.text)) {
        const value = {
          text: `${last.value.text} ${line.text.trim()}`,
          span: { start: last.value.span.start, end: line.end },
        };
        this.#draft.headers[this.#draft.headers.length - 1] = { ...last, value };
      } else {
        const message = 'This line is no header: expected "Name: value", or an empty line before the body';
        this.#problems.push({ code: 'header-line', severity: 'warning', message, span: spanOf(line) });
      }
      this.#draft.end = line.end;
      this.#at++;
    }
  }

  /** The body, up to what another tool does with the response. */
  #readAfter(): void {
    while (this.#inSection()?.text.trim() === '') this.#at++;
    const first = this.#at;
    let bodyEnd = first;
    for (let line = this.#inSection(); line; line = this.#inSection()) {
      if (responseLine.test(line.text)) {
        while (this.#inSection()) this.#at++;
        break;
      }
      if (this.#at > 0 && this.#lines[this.#at - 1]?.text.trim() === '' && isFullRequestLine(line.text)) break;
      if (isResponseHandling(line.text)) {
        this.#skipForeign(line);
        continue;
      }
      this.#at++;
      if (line.text.trim() !== '') bodyEnd = this.#at;
    }
    if (bodyEnd > first) this.#takeBody(this.#lines.slice(first, bodyEnd), first);
  }

  #takeBody(lines: readonly Line[], at: number): void {
    const [first] = lines;
    const last = lines.at(-1);
    if (!first || !last) return;
    const typed = this.#draft.headers.some(header => header.name.text.toLowerCase() === 'content-type');
    // What stands between two requests: notes and definitions, and no body.
    if (!typed && lines.every(({ text }) => text.trim() === '' || comment.test(text) || variable.test(text))) {
      const end = this.#at;
      this.#at = at;
      while (this.#at < end) {
        const line = this.#line();
        if (!line || !(this.#readComment(line) || this.#readVariable(line))) this.#at++;
      }
      return;
    }
    this.#draft.end = last.end;
    const span = { start: first.start, end: last.end };
    const file = lines.length === 1 ? bodyFile.exec(first.text.trim()) : null;
    if (!file) {
      this.#draft.body = { kind: 'text', text: this.#text.slice(span.start, span.end), span };
      return;
    }
    const path = (file[2] ?? '').trim();
    const start = first.start + first.text.lastIndexOf(path);
    this.#draft.body = {
      kind: 'file',
      path: { text: path, span: { start, end: start + path.length } },
      variables: file[1] !== undefined,
      span,
    };
  }

  #finishSection(): void {
    const { method, url, headers, settings, body, httpVersion, title, sectionStart, end } = this.#draft;
    if (!method || !url) return;
    const name = settings.find(({ key, value }) => key === 'name' && value.text !== '')?.value;
    this.#requests.push({
      ...(name ? { name } : {}),
      ...(title ? { title } : {}),
      method,
      url,
      ...(httpVersion ? { httpVersion } : {}),
      headers,
      ...(body ? { body } : {}),
      settings,
      span: { start: method.span.start, end },
      section: { start: sectionStart, end: this.#line()?.start ?? this.#text.length },
    });
  }

  #say(code: string, message: string, line: Line): void {
    if (this.#said.has(code)) return;
    this.#said.add(code);
    this.#problems.push({ code, severity: 'info', message, span: spanOf(line) });
  }
}

function headerFrom(line: Line, match: RegExpExecArray): WrittenHeader {
  const [matched, indent = '', name = '', colon = ''] = match;
  const written = line.text.slice(matched.length);
  const nameStart = line.start + indent.length;
  const valueStart = nameStart + name.length + colon.length;
  const value = written.trimEnd();
  return {
    name: { text: name, span: { start: nameStart, end: nameStart + name.length } },
    value: { text: value, span: { start: valueStart, end: valueStart + value.length } },
  };
}

/** What follows `###`, or undefined where the line is no separator. */
function titleOf(line: string): string | undefined {
  return separator.test(line) ? line.trim().replace(/^#*/, '').trim() : undefined;
}

function spanOf(line: Line): Span {
  return { start: line.start, end: line.end };
}
