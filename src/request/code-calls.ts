// What the calls of all languages have in common: from literals to the parts of a request.
import type { Span } from '../text/span.ts';
import { type Literal, literalText, toJson } from './code-literals.ts';
import type { ImportedRequest } from './importer.ts';
import type { Header } from './model.ts';
import { encodeFormTemplate } from './templates.ts';

/** A call, and the request that it would send. */
export interface CodeCall {
  readonly span: Span;
  readonly request: ImportedRequest;
}

export type Members = ReadonlyMap<string, Literal>;

export function membersOf(literal: Literal | undefined): Members {
  return new Map(literal?.kind === 'object' ? literal.members : []);
}

export function textIn(members: Members, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const literal = members.get(name);
    const text = literal && literalText(literal);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** An object, or a list of pairs. */
export function pairsOf(literal: Literal | undefined): [name: string, value: string][] {
  if (literal?.kind === 'call') return pairsOf(literal.arguments[0]);
  if (literal?.kind === 'object')
    return literal.members.flatMap(([name, value]) => {
      const values = value.kind === 'list' ? value.items : [value];
      return values.map((one): [string, string] => [name, literalText(one) ?? '']);
    });
  return literal?.kind !== 'list'
    ? []
    : literal.items.flatMap(item => {
        const [name, value] = item.kind === 'list' ? item.items : [];
        return name && value ? [[literalText(name) ?? '', literalText(value) ?? ''] as [string, string]] : [];
      });
}

export function headersFrom(literal: Literal | undefined): Header[] {
  return pairsOf(literal).map(([name, value]) => ({ name, value }));
}

/** A form or a query, from its pairs or from its text. */
export function formFrom(literal: Literal | undefined): string | undefined {
  if (literal?.kind === 'object' || literal?.kind === 'list' || literal?.kind === 'call') {
    const pairs = pairsOf(literal);
    if (pairs.length > 0) return pairs.map(pair => pair.map(encodeFormTemplate).join('=')).join('&');
  }
  return literal && literalText(literal);
}

export function jsonFrom(literal: Literal): string {
  return JSON.stringify(toJson(literal));
}

export function withQuery(url: string, query: string | undefined): string {
  return query ? `${url}${url.includes('?') ? '&' : '?'}${query.replace(/^\?/, '')}` : url;
}

export function isAddress(url: string | undefined): url is string {
  return url !== undefined && /^(?:https?:\/\/|\{\{)/i.test(url);
}

/** Those that the call writes itself win. */
export function addHeader(headers: readonly Header[], name: string, value: string | undefined): readonly Header[] {
  const isThere = headers.some(header => header.name.toLowerCase() === name.toLowerCase());
  return value === undefined || isThere ? headers : [...headers, { name, value }];
}
