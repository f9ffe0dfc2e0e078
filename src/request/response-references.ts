// `{{login.response.body.$.token}}`: a piece of an earlier exchange, as REST Client and Visual Studio write it, and the
// short form `{{login.token}}` of httpYac.
import { type Body, type Exchange, type Header, headerValue } from './model.ts';
import type { Resolved } from './system-variables.ts';

export function resolveExchangeReference(exchange: Exchange, path: string): Resolved {
  const [part = '', place = ''] = path.split('.', 2);
  if (part !== 'response' && part !== 'request') return readJson(exchange.response?.body, `$.${path}`);
  const message = part === 'request' ? exchange.request : exchange.response;
  if (!message) return { reason: 'that request got no response' };
  const rest = path.slice(part.length + place.length + 2);
  if (place === 'headers') return readHeader(message.headers, rest);
  if (place === 'body') return readBody(message.body, rest);
  return { reason: `after "${part}." comes "body" or "headers"` };
}

function readHeader(headers: readonly Header[], name: string): Resolved {
  const value = headerValue(headers, name);
  return value === undefined ? { reason: `there is no header "${name}"` } : { value };
}

function readBody(body: Body | undefined, path: string): Resolved {
  if (path === '' || path === '*') return body ? { value: body.text } : { reason: 'there is no body' };
  if (path.startsWith('/')) return { reason: 'XPath is not supported: use "*" or a JSONPath such as "$.token"' };
  return readJson(body, path.startsWith('$') ? path : `$.${path}`);
}

/**
 * The plain part of JSONPath (RFC 9535): `$.a.b`, `$.a[0]`, `$.a[-1]`, `$['a b']`, `$.a[*].b`, `$..b`. Of several values
 * the first one counts, as in REST Client.
 */
function readJson(body: Body | undefined, path: string): Resolved {
  let values: unknown[];
  try {
    values = [JSON.parse(body?.text ?? '')];
  } catch {
    return { reason: 'the body is no JSON' };
  }
  let rest = path.slice(1);
  while (rest !== '') {
    const match = /^(\.\.|\.)?(?:(\*)|([^.[\]*]+)|\[(?:(\*)|(-?\d{1,9})|'([^']*)'|"([^"]*)")\])/.exec(rest);
    const isName = match?.[2] !== undefined || match?.[3] !== undefined;
    if (!match || (isName ? match[1] === undefined : match[1] === '.'))
      return { reason: `"${path}" is no path that is understood: use names and indexes, such as "$.items[0].token"` };
    const [matched, dots, star, plain, starIndex, index, single, double] = match;
    const from = dots === '..' ? values.flatMap(withDescendants).slice(0, mostValues) : values;
    const name = plain ?? index ?? single ?? double ?? '';
    values = star || starIndex ? from.flatMap(childrenOf) : from.flatMap(value => memberOf(value, name));
    if (values.length === 0) return { reason: `the body has no "${path}"` };
    values = values.slice(0, mostValues);
    rest = rest.slice(matched.length);
  }
  const [value] = values;
  return { value: typeof value === 'string' ? value : JSON.stringify(value) };
}

const mostValues = 10_000;

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function memberOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value) && /^-?\d+$/.test(name)) {
    const index = Number(name);
    const item: unknown = value.at(index);
    return index < value.length && item !== undefined ? [item] : [];
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return [(value as Record<string, unknown>)[name]];
}

/** The value and what is in it at any depth, in the order of the text; not deeper than any sane body goes. */
function withDescendants(value: unknown): unknown[] {
  const all: unknown[] = [];
  const visit = (one: unknown, depth: number) => {
    if (all.length >= mostValues || depth > 200) return;
    all.push(one);
    for (const child of childrenOf(one)) visit(child, depth + 1);
  };
  visit(value, 0);
  return all;
}
