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

/** The plain part of JSONPath (RFC 9535): `$.a.b`, `$.a[0]`, `$['a b']`. */
function readJson(body: Body | undefined, path: string): Resolved {
  let value: unknown;
  try {
    value = JSON.parse(body?.text ?? '');
  } catch {
    return { reason: 'the body is no JSON' };
  }
  let rest = path.slice(1);
  while (rest !== '') {
    const match = /^(?:\.([^.[\]]+)|\[(\d{1,9})\]|\['([^']*)'\]|\["([^"]*)"\])/.exec(rest);
    if (!match)
      return { reason: `"${path}" is no path that is understood: use names and indexes, such as "$.items[0].token"` };
    const name = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return { reason: `the body has no "${path}"` };
    value = (value as Record<string, unknown>)[name];
    rest = rest.slice(match[0].length);
  }
  return { value: typeof value === 'string' ? value : JSON.stringify(value) };
}
