// Reads `.http` and `.rest` files in the dialects of REST Client, httpYac, JetBrains and Visual Studio, line by line and
// with spans. It replaces no variable and runs no script: what is not for this tool is said once and skipped.
import { LineIndex } from '../../text/line-index.ts';
import type { Span } from '../../text/span.ts';
import { type Draft, requestOf } from '../http-draft.ts';
import type { FileRequest, FileVariable, HttpFile, Written } from '../http-file.ts';
import {
  at,
  headerOf,
  type Line,
  openQuote,
  requestLineOf,
  settingOf,
  spanOf,
  spreadOf,
  titleOf,
  variableOf,
} from '../http-line-parts.ts';
import {
  bodyFile,
  comment,
  curlLine,
  foreign,
  headerLine,
  httpYacSettings,
  importLine,
  isFullRequestLine,
  isResponseHandling,
  responseLine,
  separator,
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

class FileReader {
  readonly #text: string;
  readonly #lines: Line[];
  readonly #requests: FileRequest[] = [];
  readonly #variables: FileVariable[] = [];
  readonly #comments: Span[] = [];
  readonly #skipped: Span[] = [];
  readonly #imports: Written[] = [];
  #isHttpYac = false;
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
      skipped: this.#skipped,
      imports: this.#imports,
      isHttpYac: this.#isHttpYac,
      problems: this.#problems,
    };
  }

  #readSection(): void {
    const first = this.#line();
    const title = first && titleOf(first);
    if (title) this.#at++;
    if (title && /^@name\b/.test(title.text)) {
      const message = 'A line of three # is a separator: write "# @name …" in a line of its own to name the request';
      this.#say('name-in-separator', message, first);
    }
    this.#draft = {
      sectionStart: first?.start ?? 0,
      ...(title?.text ? { title } : {}),
      settings: [],
      headers: [],
      end: first?.end ?? 0,
    };
    this.#readBefore();
    if (this.#draft.url) {
      if (!this.#draft.curl) {
        this.#readContinuedUrl();
        this.#readHeaders();
      }
      this.#readAfter();
    }
    this.#finishSection();
  }

  /** The current line. */
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
    const setting = settingOf(line);
    if (setting) {
      const { key, value } = setting;
      this.#draft.settings.push(setting);
      if (key === 'import' && value.text !== '') this.#imports.push(value);
      if (httpYacSettings.has(key)) this.#isHttpYac = true;
    } else this.#comments.push(spanOf(line));
    this.#at++;
    return true;
  }

  #readVariable(line: Line): boolean {
    const found = variableOf(line);
    if (!found) return false;
    const { isLazy, ...variable } = found;
    if (isLazy) this.#isHttpYac = true;
    this.#variables.push(variable);
    this.#at++;
    return true;
  }

  /** Scripts, assertions and imports of other tools: skipped as a whole, and said once for each kind. */
  #skipForeign(line: Line): boolean {
    const text = line.text.trim();
    if (/^[<>]\s*\{%/.test(text))
      return this.#skipUntil(line, '%}', 'script', 'Scripts are not run: this one was skipped');
    if (/^\{\{(?:[+@][\w ]*)?$/.test(text)) {
      this.#isHttpYac = true;
      return this.#skipUntil(line, '}}', 'script', 'Scripts are not run: this one was skipped');
    }
    const imported = importLine.exec(text)?.[1];
    if (imported !== undefined) {
      this.#imports.push(at(line, line.text.lastIndexOf(imported), imported));
      this.#at++;
      return true;
    }
    const skipped = foreign.find(({ pattern }) => pattern.test(text));
    if (!skipped) return false;
    if (skipped.code === 'assertion') this.#isHttpYac = true;
    this.#say(skipped.code, skipped.message, line);
    this.#skipped.push(spanOf(line));
    this.#at++;
    return true;
  }

  #skipUntil(first: Line, mark: string, code: string, message: string): boolean {
    this.#say(code, message, first);
    const opening = first.text.indexOf('{') + 2;
    if (!first.text.includes(mark, opening)) {
      this.#at++;
      while (this.#inSection() && !this.#line()?.text.includes(mark)) this.#at++;
    }
    if (this.#inSection()) this.#at++;
    this.#skipped.push({ start: first.start, end: this.#lines[this.#at - 1]?.end ?? first.end });
    return true;
  }

  #readRequestLine(line: Line): void {
    if (curlLine.test(line.text)) {
      this.#readCurl(line);
      return;
    }
    const found = requestLineOf(line);
    if (!found) {
      const message = 'This line is no request: expected a method and an address, such as "GET https://example.com/"';
      this.#problems.push({ code: 'request-line', severity: 'warning', message, span: spanOf(line) });
      return;
    }
    Object.assign(this.#draft, found);
    this.#draft.end = line.end;
  }

  /** A command as it would stand in a shell, with the lines that it goes on for. */
  #readCurl(first: Line): void {
    let last = first;
    for (let quote = openQuote(first.text, ''); quote !== '' || /[\\`^]$/.test(last.text); ) {
      const next = this.#lines[this.#at + 1];
      if (!next || separator.test(next.text)) break;
      last = next;
      quote = openQuote(last.text, quote);
      this.#at++;
    }
    const start = first.start + first.text.search(/\S/);
    const text = this.#text.slice(start, last.end);
    this.#draft.curl = { text, span: { start, end: last.end } };
    const rest = text.search(/\s/) + 1;
    this.#draft.method = { text: 'curl', span: { start, end: start + rest - 1 } };
    this.#draft.url = { text: text.slice(rest), span: { start: start + rest, end: last.end } };
    this.#draft.end = last.end;
  }

  /** Indented lines, and lines that begin with `?` or `&`, go on with the URL. Comments may stand between them. */
  #readContinuedUrl(): void {
    for (let line = this.#inSection(); line && this.#draft.url; line = this.#inSection()) {
      const part = line.text.trim();
      if (comment.test(line.text) && this.#readComment(line)) continue;
      const goesOn = /^[?&]/.test(part) || (/^[ \t]/.test(line.text) && !headerLine.test(line.text));
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
      const header = spreadOf(line) ?? headerOf(line);
      const last = this.#draft.headers.at(-1);
      const isContinued = header && last && header.name.span.start > line.start && header.name.text !== '...';
      if (header && !isContinued) this.#draft.headers.push(header);
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
      const afterGap = this.#lines[this.#at - 1]?.text.trim() === '';
      if (afterGap && isFullRequestLine(line.text) && !this.#holdsMessages()) break;
      if (isResponseHandling(line.text)) {
        this.#skipForeign(line);
        continue;
      }
      this.#at++;
      if (line.text.trim() !== '') bodyEnd = this.#at;
    }
    if (bodyEnd > first) this.#takeBody(this.#lines.slice(first, bodyEnd), first);
  }

  /** A batch has requests in its body. */
  #holdsMessages(): boolean {
    const type = this.#draft.headers.find(({ name }) => name.text.toLowerCase() === 'content-type');
    return /^\s*(?:multipart\/|application\/http|message\/)/i.test(type?.value.text ?? '');
  }

  #takeBody(lines: readonly Line[], from: number): void {
    const [first] = lines;
    const last = lines.at(-1);
    if (!first || !last) return;
    const typed = this.#draft.headers.some(header => header.name.text.toLowerCase() === 'content-type');
    // What stands between two requests: notes and definitions, and no body.
    if (!typed && lines.every(({ text }) => text.trim() === '' || comment.test(text) || variable.test(text))) {
      const end = this.#at;
      this.#at = from;
      while (this.#at < end) {
        const line = this.#line();
        if (!line || !(this.#readComment(line) || this.#readVariable(line))) this.#at++;
      }
      return;
    }
    this.#draft.end = last.end;
    const span = { start: first.start, end: last.end };
    const note = /^\s*[{[]/.test(first.text) ? lines.find(({ text }) => comment.test(text)) : undefined;
    if (note) {
      const message = 'This line is sent, because it stands in the body: JSON has no comments, so take it away';
      this.#problems.push({ code: 'comment-in-body', severity: 'warning', message, span: spanOf(note) });
    }
    const file = lines.length === 1 ? bodyFile.exec(first.text.trim()) : null;
    if (!file) {
      this.#draft.body = { kind: 'text', text: this.#text.slice(span.start, span.end), span };
      return;
    }
    const path = (file[2] ?? '').trim();
    this.#draft.body = {
      kind: 'file',
      path: at(first, first.text.lastIndexOf(path), path),
      variables: file[1] !== undefined,
      ...(file[1] && file[1].length > 1 ? { encoding: file[1].slice(1) } : {}),
      span,
    };
  }

  #finishSection(): void {
    const request = requestOf(this.#draft, this.#line()?.start ?? this.#text.length);
    if (request) this.#requests.push(request);
  }

  #say(code: string, message: string, line: Line): void {
    if (this.#said.has(code)) return;
    this.#said.add(code);
    this.#problems.push({ code, severity: 'info', message, span: spanOf(line) });
  }
}
