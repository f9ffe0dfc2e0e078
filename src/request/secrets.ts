// Replaces the secrets in requests and responses, wherever they stand: headers, cookies, the address, fields of a body.
// What takes their place is an argument: a mask to show them, a placeholder to export them.
import { parseCredentials } from '../auth/credentials.ts';
import { isCredentialHeader, isCredentialParameter } from './credential-fields.ts';
import type { Body, Header, HttpRequest, HttpResponse } from './model.ts';
import { decodePercent } from './percent.ts';

/** `name` is that of the header, cookie or parameter. */
export type Replace = (secret: string, name: string) => string;

export function replaceInRequest(request: HttpRequest, replace: Replace): HttpRequest {
  return {
    ...request,
    url: replaceInUrl(request.url, replace),
    headers: request.headers.map(header => replaceInHeader(header, replace)),
    ...(request.body ? { body: replaceInBody(request.body, replace) } : {}),
  };
}

export function replaceInResponse(response: HttpResponse, replace: Replace): HttpResponse {
  return {
    ...response,
    headers: response.headers.map(header => replaceInHeader(header, replace)),
    ...(response.body ? { body: replaceInBody(response.body, replace) } : {}),
  };
}

export function replaceInHeader({ name, value }: Header, replace: Replace): Header {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return { name, value: replaceInCredentials(value, name, replace) };
    case 'cookie':
      return {
        name,
        value: value
          .split(';')
          .map(pair => replaceInPair(pair, replace))
          .join(';'),
      };
    case 'set-cookie': {
      const end = value.indexOf(';') < 0 ? value.length : value.indexOf(';');
      return { name, value: replaceInPair(value.slice(0, end), replace) + value.slice(end) };
    }
    case 'location':
    case 'content-location':
    case 'referer':
    case 'refresh':
      return { name, value: replaceInUrl(value, replace) };
    default:
      return {
        name,
        value: isCredentialHeader(name)
          ? replaceUnlessEmpty(value, name, replace)
          : replaceTokens(value, name, replace),
      };
  }
}

/** The password before the `@`, and the values of parameters in query and fragment that carry credentials. */
export function replaceInUrl(url: string, replace: Replace): string {
  const [, before = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  const authority = /^([a-z][a-z0-9+.-]{0,20}:\/\/[^/@:]{0,200}:)([^/@]{1,500})@/i.exec(before);
  const shown = authority
    ? `${authority[1]}${replace(authority[2] ?? '', 'password')}@${before.slice(authority[0].length)}`
    : before;
  return shown + replaceInForm(query, replace) + replaceInForm(fragment, replace);
}

export function replaceInBody(body: Body, replace: Replace): Body {
  const isForm = /^[^\s=&{}<>[\]"]{1,100}=/.test(body.text);
  return {
    ...body,
    text: isForm
      ? replaceInForm(body.text, replace)
      : replaceTokens(replaceInJson(body.text, replace), 'token', replace),
  };
}

/** All that follows the scheme; of credentials with parameters, those that are a proof or a key. */
function replaceInCredentials(value: string, name: string, replace: Replace): string {
  const credentials = parseCredentials(value).value;
  if (!credentials) return value;
  const secret = credentials.params.filter(
    ({ name }) => proofs.has(name) || (name !== 'credential' && isCredentialParameter(name)),
  );
  if (secret.length === 0)
    return value.slice(0, credentials.restSpan.start) + replaceUnlessEmpty(credentials.rest, name, replace);
  let result = '';
  let at = 0;
  for (const { valueSpan, value: written, name: parameter } of secret) {
    result += value.slice(at, valueSpan.start) + replaceUnlessEmpty(written, parameter, replace);
    at = valueSpan.end;
  }
  return result + value.slice(at);
}

const proofs = new Set(['response', 'mac', 'cnonce', 'oauth_token', 'oauth_signature']);

/** `a=b&c=d`, with the mark of a query or fragment before it. */
function replaceInForm(text: string, replace: Replace): string {
  const mark = /^[?#]/.test(text) ? (text[0] ?? '') : '';
  const pairs = text.slice(mark.length).split('&');
  return mark + pairs.map(pair => replaceInField(pair, replace)).join('&');
}

function replaceInField(field: string, replace: Replace): string {
  const name = field.split('=', 1)[0] ?? '';
  return isCredentialParameter(decodePercent(name).trim())
    ? replaceInPair(field, replace)
    : replaceTokens(field, name, replace);
}

function replaceInPair(pair: string, replace: Replace): string {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  return pair.slice(0, equals + 1) + replaceUnlessEmpty(pair.slice(equals + 1), name, replace);
}

/** Members of JSON that hold a string. `code` and `key` are words of many errors, and no credentials there. */
function replaceInJson(text: string, replace: Replace): string {
  return text.replace(
    /"([^"\\]{1,100})"(\s{0,20}:\s{0,20})"((?:[^"\\]|\\.)*)"/gs,
    (member, name: string, colon: string, value: string) =>
      !plainInJson.has(name.toLowerCase()) && isCredentialParameter(name)
        ? `"${name}"${colon}"${replaceUnlessEmpty(value, name, replace)}"`
        : member,
  );
}

const plainInJson = new Set(['auth', 'code', 'key', 'pin', 'ticket']);

/** JSON Web Tokens where nothing else says that there is a secret: dotted words of which the first is a JSON object. */
function replaceTokens(text: string, name: string, replace: Replace): string {
  return text.includes('eyJ')
    ? text.replace(/[\w.-]+/g, word => (/^eyJ[\w-]{10,}\./.test(word) ? replace(word, name) : word))
    : text;
}

function replaceUnlessEmpty(secret: string, name: string, replace: Replace): string {
  return secret.trim() === '' ? secret : replace(secret, name);
}
