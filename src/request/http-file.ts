import type { Span } from '../text/span.ts';
import type { RequestProblem } from './problem.ts';

// What a `.http` or `.rest` file says, as written and with the place of each part: nothing is replaced or sent yet.

/** A piece of the file. Where it was put together from several lines, `span` is the whole of them. */
export interface Written {
  readonly text: string;
  readonly span: Span;
}

/** `...name`, as httpYac has it, stands for the members of an object: `name` is then `...`. */
export interface WrittenHeader {
  readonly name: Written;
  readonly value: Written;
}

export type WrittenBody =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  /** `< ./file`, or `<@ ./file` where the variables in the file count. */
  | {
      readonly kind: 'file';
      readonly path: Written;
      readonly variables: boolean;
      readonly encoding?: string;
      readonly span: Span;
    };

/** `# @name login`: `key` is lower-cased and without hyphens, because dialects differ there. */
export interface Setting {
  readonly key: string;
  readonly value: Written;
  readonly span: Span;
}

export interface FileRequest {
  /** Of `# @name login`, or a title of one word. */
  readonly name?: Written;
  /** What follows `###`. */
  readonly title?: string;
  /** A command that stands in place of the request; method and URL are then "curl" and its first line. */
  readonly curl?: Written;
  readonly method: Written;
  /** As written, its continued lines joined. */
  readonly url: Written;
  readonly httpVersion?: string;
  readonly headers: readonly WrittenHeader[];
  readonly body?: WrittenBody;
  readonly settings: readonly Setting[];
  /** From the request line to the end of the body. */
  readonly span: Span;
  /** From separator to separator. */
  readonly section: Span;
}

export interface FileVariable {
  readonly name: Written;
  readonly value: Written;
  readonly span: Span;
}

export interface HttpFile {
  readonly text: string;
  readonly requests: readonly FileRequest[];
  readonly variables: readonly FileVariable[];
  /** `// comment` and `# comment`, for folding and highlighting. */
  readonly comments: readonly Span[];
  /** Scripts and what else is not run here. */
  readonly skipped: readonly Span[];
  /** Paths of `# @import ./other.http` and of `import ./other.http`. */
  readonly imports: readonly Written[];
  /** Something that only httpYac has, where `$timestamp` is in milliseconds. */
  readonly isHttpYac: boolean;
  readonly problems: readonly RequestProblem[];
}

/** `# @prompt name Question`: values to ask for before the request is resolved. */
export interface Prompt {
  readonly name: string;
  readonly question: string;
  readonly secret: boolean;
}

export function promptsOf(request: FileRequest): Prompt[] {
  return request.settings.flatMap(({ key, value }) => {
    if (key !== 'prompt') return [];
    const [name = '', ...question] = value.text.split(/\s+/);
    return name === ''
      ? []
      : [{ name, question: question.join(' ') || name, secret: /pass|secret|token|pwd|otp|pin/i.test(name) }];
  });
}

export interface Reference {
  /** What stands between the braces, trimmed. */
  readonly expression: string;
  readonly span: Span;
}

/** `{{…}}` in a part of a text. */
export function findReferences(text: string, from = 0, to = text.length): Reference[] {
  const references: Reference[] = [];
  let at = text.indexOf('{{', from);
  while (at >= 0 && at < to) {
    const end = text.indexOf('}}', at + 2);
    if (end < 0 || end + 2 > to) break;
    // Of `{{{a}}`, as a JSON object may have it, the inner pair counts.
    const start = text.lastIndexOf('{{', end - 1);
    const expression = text.slice(start + 2, end);
    if (!expression.includes('\n')) references.push({ expression: expression.trim(), span: { start, end: end + 2 } });
    at = text.indexOf('{{', end + 2);
  }
  return references;
}
