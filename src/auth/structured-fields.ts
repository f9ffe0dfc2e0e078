// Dictionaries of structured fields (RFC 9651 §3.2 and §4.2.2), as far as the fields of HTTP Message Signatures need
// them. A structured field with a fault counts as absent, so reading stops at the first one.
import type { Span } from '../text/span.ts';

export type BareItem =
  | { readonly kind: 'string' | 'token' | 'bytes'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly on: boolean };

export type Parameters = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly value: BareItem;
  readonly params: Parameters;
  readonly span: Span;
}

export interface Member {
  readonly key: string;
  /** One item, or the items of an inner list. */
  readonly items: readonly Item[];
  readonly isList: boolean;
  readonly params: Parameters;
  readonly span: Span;
}

export interface Dictionary {
  readonly members: readonly Member[];
  /** Where reading stopped, if it did. */
  readonly faultAt?: number;
}

export function parseDictionary(text: string): Dictionary {
  const members: Member[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const member = readMember(text, at);
    if (!member) return { members, faultAt: at };
    members.push(member);
    at = skipSpace(text, member.span.end);
    if (at === text.length) break;
    const next = skipSpace(text, at + 1);
    if (text[at] !== ',' || next === text.length) return { members, faultAt: at };
    at = next;
  }
  return { members };
}

/**
 * ```markdown
 * > | sig1=("@method" "date");created=1618884473
 *     ^
 * ```
 */
function readMember(text: string, start: number): Member | undefined {
  const key = readKey(text, start);
  if (!key) return undefined;
  let at = start + key.length;
  let items: Item[] = [{ value: { kind: 'boolean', on: true }, params: new Map(), span: { start, end: at } }];
  const isList = text[at] === '=' && text[at + 1] === '(';
  if (isList) {
    const list = readInnerList(text, at + 2);
    if (!list) return undefined;
    items = list.items;
    at = list.end;
  } else if (text[at] === '=') {
    const item = readBareItem(text, at + 1);
    if (!item) return undefined;
    items = [{ value: item.value, params: new Map(), span: { start: at + 1, end: item.end } }];
    at = item.end;
  }
  const params = readParameters(text, at);
  return params && { key, items, isList, params: params.value, span: { start, end: params.end } };
}

function readInnerList(text: string, start: number): { items: Item[]; end: number } | undefined {
  const items: Item[] = [];
  for (let at = skipSpace(text, start); at < text.length; at = skipSpace(text, at)) {
    if (text[at] === ')') return { items, end: at + 1 };
    const item = readBareItem(text, at);
    const params = item && readParameters(text, item.end);
    if (!item || !params) return undefined;
    items.push({ value: item.value, params: params.value, span: { start: at, end: params.end } });
    at = params.end;
  }
  return undefined;
}

function readParameters(text: string, start: number): { value: Parameters; end: number } | undefined {
  const value = new Map<string, BareItem>();
  let at = start;
  while (text[at] === ';') {
    at = skipSpace(text, at + 1);
    const key = readKey(text, at);
    if (!key) return undefined;
    at += key.length;
    const item =
      text[at] === '=' ? readBareItem(text, at + 1) : { value: { kind: 'boolean', on: true } as const, end: at };
    if (!item) return undefined;
    value.set(key, item.value);
    at = item.end;
  }
  return { value, end: at };
}

function readBareItem(text: string, at: number): { value: BareItem; end: number } | undefined {
  const read = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const string = read(/"(?:[^"\\]|\\["\\])*"/y);
  if (string !== undefined)
    return { value: { kind: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1') }, end: at + string.length };
  const bytes = read(/:[A-Za-z0-9+/]*={0,2}:/y);
  if (bytes !== undefined) return { value: { kind: 'bytes', text: bytes.slice(1, -1) }, end: at + bytes.length };
  const number = read(/-?\d{1,15}(?:\.\d{1,3})?/y);
  if (number !== undefined) return { value: { kind: 'number', number: Number(number) }, end: at + number.length };
  const boolean = read(/\?[01]/y);
  if (boolean !== undefined) return { value: { kind: 'boolean', on: boolean === '?1' }, end: at + 2 };
  const token = read(/[A-Za-z*][\w!#$%&'*+.^`|~:/-]*/y);
  return token === undefined ? undefined : { value: { kind: 'token', text: token }, end: at + token.length };
}

function readKey(text: string, at: number): string | undefined {
  const pattern = /[a-z*][a-z0-9_.*-]*/y;
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return i;
}
