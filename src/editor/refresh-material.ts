import { languageOf } from '../lint/languages.ts';
import type { Span } from '../text/span.ts';

/** A value as it stands in a text, with a name. */
export interface Written {
  readonly value: string;
  readonly span: Span;
}

/** What a refresh needs, where it stands in the same text. */
export interface RefreshMaterial {
  readonly refreshToken: Written;
  readonly clientId?: Written;
  readonly clientSecret?: Written;
}

/** Languages in which a value without quotes is text, and no expression. */
const plainLanguages = new Set(['env', 'yaml', 'http', 'bruno', 'text', 'shell', 'toml', 'nginx', 'batch', 'markdown']);

/** Refresh token and client nearest to a token, by their names: JSON, `.env`, forms and code alike. */
export function findRefreshMaterial(
  text: string,
  token: Span,
  file: string,
  languageId?: string,
): RefreshMaterial | undefined {
  const plain = plainLanguages.has(languageOf(file, languageId));
  const find = (name: RegExp, near: Span) => nearest(valuesOf(text, name, plain), near, token);
  const refreshToken = find(/refresh[_-]?token/gi, token);
  if (!refreshToken) return undefined;
  const clientId = find(/client[_-]?id/gi, refreshToken.span);
  const clientSecret = clientId && find(/client[_-]?secret/gi, clientId.span);
  return { refreshToken, ...(clientId && { clientId }), ...(clientSecret && { clientSecret }) };
}

interface Named extends Written {
  /** With its name. */
  readonly whole: Span;
}

/** `"name": "value"`, `NAME=value`, `name = 'value'`, `name => "value"`; no placeholder such as `<value>` or `${NAME}`. */
function valuesOf(text: string, name: RegExp, plain: boolean): Named[] {
  return [...text.matchAll(name)].flatMap(match => {
    const from = match.index + match[0].length;
    const assigned = /^\\?["'`]?\]?[ \t]{0,8}(?:=>|:=|[:=])[ \t]{0,8}(\\?["'`]?)/.exec(text.slice(from, from + 24));
    if (!assigned) return [];
    const [all, quote = ''] = assigned;
    if (quote === '' && !plain) return [];
    const start = from + all.length;
    const value = /^[\w.~+/=|:!*%-]{3,}/.exec(text.slice(start, start + 8192))?.[0] ?? '';
    const next = text.slice(start + value.length, start + value.length + quote.length || undefined);
    const ends = quote === '' ? /^(?:[\s&,;#]|$)/.test(next) : next === quote;
    const end = start + value.length;
    return value !== '' && ends ? [{ value, span: { start, end }, whole: { start: match.index, end } }] : [];
  });
}

function nearest(values: readonly Named[], near: Span, token: Span): Written | undefined {
  const others = values.filter(({ span }) => span.end <= token.start || span.start >= token.end);
  const distance = ({ whole }: Named) => Math.max(near.start - whole.end, whole.start - near.end);
  const [first] = others.toSorted((a, b) => distance(a) - distance(b));
  return first && { value: first.value, span: first.span };
}
