import { closingOf, isEnclosed } from '../brackets.ts';
import { plainText } from '../literal.ts';
import type { Token } from '../scan.ts';
import type { Source } from '../site.ts';

// Where the value of a header's name stands: after it, beside it in an object, or before it.

const separators = new Set([':', '=>', '=', ',', '->', ':=', '<-', 'to', '+=']);
const keyWords = /^(?:name|key|header|header_?name|field|k|headerKey|Name|Key)$/;
const valueWords = /^(?:value|headerValue|header_value|val|v|Value)$/;
const valueFirst = /^(?:forHTTPHeaderField|forHeader|forKey|forHeaderField|forHTTPHeader)$/;
const valueMethods = /^(?:setValue|addValue|setObject|setHTTPHeader|set|add|addHeader)$/;

export function shortText(source: Source, token: Token): string {
  if (!token.segment || token.end - token.start > 48) return '';
  return plainText(source.text, token.segment, source.language) ?? '';
}

/** `setValue(v, forHTTPHeaderField: "Authorization")` and its Objective-C form. */
export function valueBefore(_source: Source, tokens: readonly Token[], at: number): number | undefined {
  const label = tokens[at - 2];
  if (tokens[at - 1]?.text !== ':' || !label || !valueFirst.test(label.text)) return undefined;
  for (let back = at - 3, depth = 0; back >= Math.max(0, at - 120); back--) {
    const text = tokens[back]?.text ?? '';
    if (text === ')' || text === ']' || text === '}') depth++;
    else if ((text === '(' || text === '[' || text === '{') && depth-- === 0)
      return text === '(' ? back + 1 : undefined;
    else if (depth === 0 && text === ':' && valueMethods.test(tokens[back - 1]?.text ?? '')) return back + 1;
  }
  return undefined;
}

/** `{ name: "Authorization", value: v }` in whatever notation. */
export function valueBeside(source: Source, tokens: readonly Token[], at: number): number | undefined {
  const sign = tokens[at - 1]?.text;
  if (sign !== ':' && sign !== '=' && sign !== '=>') return undefined;
  if (!keyWords.test(wordAt(source, tokens, at - 2))) return undefined;
  for (let next = at + 1; next < at + 16; next++) {
    const token = tokens[next];
    if (!token || token.text === '}' || token.text === ')') return undefined;
    const after = tokens[next + 1]?.text;
    if (valueWords.test(wordAt(source, tokens, next)) && (after === ':' || after === '=' || after === '=>'))
      return next + 2;
  }
  return undefined;
}

export function wordAt(source: Source, tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === 'string' ? shortText(source, token) : (token?.text ?? '');
}

export function valueAfter(source: Source, tokens: readonly Token[], at: number): number | undefined {
  let next = at + 1;
  while (
    tokens[next]?.text === '.' &&
    /^(?:as_str|to_string|into|toString|name|headerName|value|to_owned|rawValue|lowercased|toLowerCase|String|as_ref)$/.test(
      tokens[next + 1]?.text ?? '',
    )
  ) {
    next += 2;
    if (tokens[next]?.text === '(') next = closingOf(tokens, next) + 1;
  }
  if (tokens[next]?.text === '?' && tokens[next + 1]?.text === ':') return undefined;
  if (tokens[next]?.text === ']') next++;
  else if (tokens[next]?.text === '}') return undefined;
  const separator = tokens[next];
  // Lisp writes a key and its value side by side.
  if (source.language === 'clojure' && (separator?.kind === 'string' || separator?.text === '(')) return next;
  if (separator?.kind === 'string' && next === at + 1 && isDirective(source, tokens, at)) return next;
  if (!separator || !separators.has(separator.text)) return undefined;
  // `authorization: str` and `class Authorization:` outside of brackets are no pairs.
  if (source.language === 'python' && separator.text === ':' && tokens[at]?.kind === 'name' && !isEnclosed(tokens, at))
    return undefined;
  if (separator.text === ',' && !isPair(source, tokens, at)) return undefined;
  let value = next + 1;
  while (tokens[value]?.kind === 'newline') value++;
  const first = tokens[value];
  if (!first || first.text === ',' || first.text === ';') return undefined;
  if (source.language === 'shell' && first.kind === 'name' && separator.text === ':') return undefined;
  return value;
}

/** `proxy_set_header Authorization "…"`, `RequestHeader set Authorization "…"` and the like. */
function isDirective(_source: Source, tokens: readonly Token[], at: number): boolean {
  const before = `${tokens[at - 3]?.text ?? ''}${tokens[at - 2]?.text ?? ''}${tokens[at - 1]?.text ?? ''}`;
  return /(?:set_header|set-header|add-header|add_header|header_up|RequestHeader(?:set|add|append)|Header(?:set|add)|_param|setHeader)$/.test(
    before,
  );
}

/** Whether a comma after the token at `at` can part a name from its value: it is the first of its bracket, or alone. */
function isPair(_source: Source, tokens: readonly Token[], at: number): boolean {
  return tokens[at + 2]?.text !== ')' && tokens[at + 2]?.text !== ']';
}
