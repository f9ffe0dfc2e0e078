import type { LanguageId } from './languages.ts';
import { firstEndingAfter } from './scan.ts';
import type { LiteralPiece, Site, Source } from './site.ts';

// Placeholders in strings that do not fill them: which syntax a text uses, what the language would have needed, and
// whether something else is meant to fill it in. Shared by the rules about interpolation.

export interface Placeholder {
  readonly syntax: '${}' | '$name' | '#{}' | '{}' | '{{}}' | '$()' | '{$}' | '%%';
  /** What stands between the brackets. */
  readonly expression: string;
  readonly start: number;
  readonly end: number;
}

const syntaxes: readonly (readonly [Placeholder['syntax'], RegExp])[] = [
  ['$()', /\$\(([A-Za-z_][^()\n]{0,80})\)/g],
  ['{$}', /\{\$([A-Za-z_][^{}\n]{0,80})\}/g],
  ['${}', /(?<!\$)\$\{([^{}\n]{1,120})\}/g],
  ['#{}', /#\{([^{}\n]{1,120})\}/g],
  ['{{}}', /\{\{\s{0,4}([A-Za-z_][\w.]{0,80})\s{0,4}\}\}/g],
  ['{}', /(?<![{$%#])\{([A-Za-z_][^{}\n]{0,120})\}(?!\})/g],
  ['%%', /%([A-Za-z_]\w{1,40})%/g],
  ['$name', /(?<!\$)\$([A-Za-z_]\w{0,60}(?:->\w{1,60}|\.\w{1,60}){0,6})/g],
];

/** The placeholders in a text, whatever language would fill them; none lies in another. */
export function placeholdersIn(text: string): Placeholder[] {
  const all = syntaxes.flatMap(([syntax, pattern]) =>
    [...text.matchAll(pattern)].map(match => ({
      syntax,
      expression: match[1] ?? '',
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  let end = 0;
  return all
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end: stop }) => {
      if (start < end) return false;
      end = stop;
      return true;
    });
}

/** The first name of an expression, `token` in `token.value`. */
export function rootOf(expression: string): string {
  return /^\s*\$?([A-Za-z_]\w*)/.exec(expression)?.[1] ?? '';
}

/** A constant's or an environment variable's name: in many configuration formats something else fills these in. */
export function isUpperCase(expression: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(rootOf(expression));
}

/** `env:X`, `secrets.X`, `input:x` …: the vocabulary of tools that fill in placeholders themselves. */
export function isToolVariable(expression: string): boolean {
  return toolVariable.test(expression);
}

const toolVariable =
  /^\s*(?:[a-z_]\w*\s*:(?!:)|(?:env|secrets?|vars?|inputs?|user_config|workflow|workspace\w*|steps|github|matrix|needs|faker|random)\s*[.:]|env$)/i;

/** What was asked about a source, with the answer: thousands of headers in a file ask the same. */
const answers = new WeakMap<Source, Map<string, boolean>>();

export function askOnce(source: Source, question: string, answer: () => boolean): boolean {
  const known = answers.get(source) ?? new Map<string, boolean>();
  answers.set(source, known);
  const found = known.get(question) ?? answer();
  known.set(question, found);
  return found;
}

let asked: { readonly text: string; readonly answers: Map<string, boolean> } | undefined;

/** The same of a whole file, which may hold thousands of sources: the answers for the last one are kept. */
export function askOfFile(text: string, question: string, answer: () => boolean): boolean {
  if (asked?.text !== text) asked = { text, answers: new Map() };
  const found = asked.answers.get(question) ?? answer();
  asked.answers.set(question, found);
  return found;
}

/** Whether the file's code uses the name outside of strings and comments, so that it is a variable here. */
export function inScope(site: Site, name: string): boolean {
  if (name === '' || name.length > 60) return false;
  if (/^(?:this|self)$/.test(name)) return true;
  return askOnce(site.source, `in scope ${name}`, () => usesName(site.source, name));
}

function usesName({ text, segments, language }: Source, name: string): boolean {
  let checked = 0;
  for (let at = text.indexOf(name); at >= 0 && checked < 200; at = text.indexOf(name, at + name.length), checked++) {
    if (/[\w$]/.test(text.charAt(at + name.length)) || (/\w/.test(text.charAt(at - 1)) && at > 0)) continue;
    if (/^\s*:(?!=)/.test(text.slice(at + name.length, at + name.length + 3)) && language !== 'python') continue;
    if (text.charAt(at - 1) === '.') continue;
    const segment = segments[firstEndingAfter(segments, at)];
    if (!segment || segment.start > at) return true;
  }
  return false;
}

/** Words around the site which say that the string is a template that something else fills in. */
export function isTemplate(site: Site, placeholder: Placeholder): boolean {
  const around = [site.callee, ...site.enclosing.flatMap(bracket => [bracket.callee, bracket.key])];
  if (
    around.some(word =>
      /templat|placeholder|mcp|interpolat|snippet|generat|config$|fixture|pattern|substitut|expand|render|scan|entry|authorizationHeader$/i.test(
        word,
      ),
    )
  )
    return true;
  const written = site.text.slice(site.valueSpan.start, site.valueSpan.end);
  const body = written.includes('{') ? placeholder.expression : '';
  const bare = body.trim();
  if (bare === '' || bare.length > 60) return false;
  return askOfFile(site.text, `filled in ${bare}`, () => isFilledIn(site.text, bare));
}

function isFilledIn(text: string, bare: string): boolean {
  // `.replace("{token}", …)`, `.format(token=…)` and the like elsewhere in the file.
  for (const quoted of [`{${bare}}`, `\${${bare}}`, `#{${bare}}`]) {
    for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) {
      const before = text.slice(Math.max(0, at - 24), at);
      if (/(?:replace\w{0,8}|gsub|sub|split|Replace|includes|contains|in)\s?\(?\s?[rbuf]?["'`]$/.test(before))
        return true;
    }
  }
  return new RegExp(`\\.format(?:_map)?\\([^)]{0,200}\\b${rootOf(bare)}\\s*=`).test(text);
}

/** Methods that put their second argument into a header as it stands. */
const senders =
  /(?:^|\.|->|::)(?:set|add|append|header|headers|addHeader|add_header|setHeader|set_header|setRequestProperty|addRequestProperty|setRequestHeader|insert|put|Add|Set|Append|SetHeader|AddHeader|WithHeader|withHeader|addRequestHeader|setValue|addValue|DefaultRequestHeaders|add_headers|request_header|req_headers|req_header|TryAddWithoutValidation|defaultHeader|basic_header|appendHeader|insertHeader|append_header|insert_header|setHttpHeader|AddDefaultHeader|push_back|emplace|metadata|Pairs)$/;

export function isSent(site: Site): boolean {
  if (site.form === 'call') return site.callee === '' || isSender(site.callee);
  if (site.form !== 'pair') return false;
  // `headers["Authorization"] = …` and the headers of a call.
  return (
    /(?:headers?|Headers?)["']?\]?\s*[[.(:=]/i.test(
      site.text.slice(Math.max(0, site.nameSpan.start - 60), site.nameSpan.start),
    ) || site.enclosing.some(bracket => /^(?:headers?|setHeaders|extra_?headers|http_?headers)$/i.test(bracket.key))
  );
}

export function isSender(callee: string): boolean {
  return senders.test(callee.replace(/!$/, ''));
}

/** What a language writes for a value in a string. */
const writes: Readonly<Record<LanguageId, (expression: string) => string>> = {
  kotlin: braced,
  groovy: braced,
  dart: braced,
  javascript: expression => `\${${expression}}`,
  swift: expression => `\\(${expression})`,
  elixir: expression => `#{${expression}}`,
  ruby: expression => `#{${expression}}`,
};

function braced(expression: string): string {
  return /^\w+$/.test(expression) ? `$${expression}` : `\${${expression}}`;
}

/** The placeholder as the string's own language writes it, where it can be written inside the string. */
export function rewritten(language: LanguageId, piece: LiteralPiece, expression: string): string | undefined {
  if (language === 'javascript' && piece.quote !== '`') return undefined;
  return writes[language]?.(expression.trim().replace(/^\$/, ''));
}
