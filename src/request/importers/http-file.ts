// Reads `.http` and `.rest` files in the dialects of REST Client, httpYac, JetBrains and Visual Studio, line by line and
// with spans. It replaces no variable and runs no script: what is not for this tool is said once and skipped.
import { LineIndex } from '../../text/line-index.ts';
import type { Span } from '../../text/span.ts';
import { type Draft, requestOf } from '../http-draft.ts';
import type { FileRequest, FileVariable, HttpFile, Written } from '../http-file.ts';
import {
  at,
  bodyOf,
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
  beginsBody,
  beginsRequest,
  bodyFile,
  comment,
  contentTypeOf,
  curlLine,
  foreign,
  headerLine,
  httpYacSettings,
  importLine,
  isResponseHandling,
  responseLine,
  scriptBlock,
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
  /** Up to this line, no script block ends. */
  #openUntil = 0;
  readonly #problems: RequestProblem[] = [];
  readonly #said = new Set<string>();
  #at = 0;
  #draft: Draft = { sectionStart: 0, settings: [], headers: [], indent: 0, end: 0 };

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
      indent: 0,
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
    let isSaid = false;
    for (let line = this.#inSection(); line; line = this.#inSection()) {
      if (line.text.trim() === '') this.#at++;
      else if (this.#readComment(line) || this.#readVariable(line) || this.#skipForeign(line)) continue;
      else {
        if (!this.#readRequestLine(line) && !isSaid) {
          isSaid = true;
          const message =
            'This line is no request: expected a method and an address, such as "GET https://example.com/"';
          this.#problems.push({ code: 'request-line', severity: 'warning', message, span: spanOf(line) });
        }
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
    if (scriptBlock.test(text)) {
      if (!this.#isClosed('}}')) return false;
      this.#isHttpYac = true;
      return this.#skipUntil(line, '}}', 'script', 'Scripts are not run: this one was skipped');
    }
    const imported = importLine.exec(text)?.[1];
    if (imported !== undefined) {
      this.#imports.push(at(line, line.text.lastIndexOf(imported), imported));
      this.#at++;
      return true;
    }
    if (/^fragment\s+\w+\s+on\s/.test(text)) {
      const message = 'Fragments above a request are not taken along: write them into its query';
      return this.#skipUntil(line, '}', 'graphql-fragment', message, text => text.startsWith('}'));
    }
    const skipped = foreign.find(({ pattern }) => pattern.test(text));
    if (!skipped) return false;
    if (skipped.code === 'assertion') this.#isHttpYac = true;
    this.#say(skipped.code, skipped.message, line);
    this.#skipped.push(spanOf(line));
    this.#at++;
    return true;
  }

  /** True where the mark stands in a later line of the section. */
  #isClosed(mark: string): boolean {
    if (this.#at < this.#openUntil) return false;
    for (let i = this.#at + 1; ; i++) {
      const text = this.#lines[i]?.text;
      if (text?.includes(mark)) return true;
      if (text !== undefined && !separator.test(text)) continue;
      this.#openUntil = i;
      return false;
    }
  }

  #skipUntil(
    first: Line,
    mark: string,
    code: string,
    message: string,
    isEnd = (text: string) => text.includes(mark),
  ): boolean {
    this.#say(code, message, first);
    const opening = first.text.indexOf('{') + 2;
    if (!first.text.includes(mark, opening)) {
      this.#at++;
      while (this.#inSection() && !isEnd(this.#line()?.text ?? '')) this.#at++;
    }
    if (this.#inSection()) this.#at++;
    this.#skipped.push({ start: first.start, end: this.#lines[this.#at - 1]?.end ?? first.end });
    return true;
  }

  #readRequestLine(line: Line): boolean {
    if (curlLine.test(line.text)) {
      this.#readCurl(line);
      return true;
    }
    const found = requestLineOf(line);
    if (found) Object.assign(this.#draft, found, { end: line.end, indent: line.text.search(/\S/) });
    return found !== undefined;
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
      const indent = header && last ? header.name.span.start - line.start - this.#draft.indent : 0;
      const isContinued = header && indent > 0 && header.name.text !== '...';
      if (!header && beginsBody.test(line.text)) {
        this.#say('body-without-gap', 'The body begins here: leave a line empty above it', line);
        return;
      }
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
    let first = -1;
    let end = -1;
    let isOver = false;
    for (let line = this.#inSection(); line; line = this.#inSection()) {
      if (responseLine.test(line.text)) {
        while (this.#inSection()) this.#at++;
        break;
      }
      const afterGap = this.#lines[this.#at - 1]?.text.trim() === '';
      if (afterGap && beginsRequest(line.text, this.#draft.headers, this.#lines[first]?.text)) break;
      if (isResponseHandling(line.text) && this.#skipForeign(line)) {
        isOver = end >= 0;
        continue;
      }
      if (isOver && (this.#readComment(line) || this.#readVariable(line))) continue;
      if (line.text.trim() !== '') {
        const message = 'This line stands below what is done with the response, so it is not sent';
        if (isOver) this.#say('after-response', message, line);
        else {
          if (first < 0) first = this.#at;
          end = this.#at + 1;
        }
      }
      this.#at++;
    }
    if (end > 0) this.#takeBody(this.#lines.slice(first, end), first);
  }

  #takeBody(lines: readonly Line[], from: number): void {
    const typed = contentTypeOf(this.#draft.headers) !== undefined;
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
    const body = bodyOf(lines, this.#text);
    this.#draft.body = body;
    this.#draft.end = body.span.end;
    const note = /^\s*[{[]/.test(lines[0]?.text ?? '') ? lines.find(({ text }) => comment.test(text)) : undefined;
    if (!note) return;
    const message = 'This line is sent, because it stands in the body: JSON has no comments, so take it away';
    this.#problems.push({ code: 'comment-in-body', severity: 'warning', message, span: spanOf(note) });
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
