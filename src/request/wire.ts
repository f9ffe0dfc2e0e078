// The head of an HTTP/1.1 request as bytes (RFC 9112 §3): what the user wrote, in that order and case, and only what
// HTTP cannot do without added to it. What cannot be sent is said in words; nothing is changed in silence.
import { encodeBasic } from '../auth/schemes/basic.ts';
import { bytesOfBody } from './body-pieces.ts';
import { type Failure, type Header, type HttpRequest, headerValue, headerValues } from './model.ts';
import { decodePercent } from './percent.ts';

const tokenCharacters = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** RFC 9110 §5.5: visible ASCII, obs-text, space and tab. */
const forbiddenInValue = /[^\t\x20-\x7e\x80-\xff]/u;
const methodsWithContent = new Set(['POST', 'PUT', 'PATCH']);

/** Adds Host, User-Agent and Content-Length where the user left them out. */
export function completeRequest(request: HttpRequest): HttpRequest {
  const url = new URL(request.url);
  const headers: Header[] = [...request.headers];
  const has = (name: string) => headerValue(headers, name) !== undefined;
  if (!has('Host')) headers.unshift({ name: 'Host', value: url.host });
  if (!has('User-Agent')) headers.push({ name: 'User-Agent', value: 'why401' });
  const length = request.body
    ? bytesOfBody(request.body).length
    : methodsWithContent.has(request.method)
      ? 0
      : undefined;
  if (length !== undefined && !has('Content-Length')) headers.push({ name: 'Content-Length', value: String(length) });
  return { ...request, headers };
}

/**
 * Path and query as they were written: the URL parser encodes more than it has to, and a signature may cover either
 * form. What cannot stand in a request line, and dot segments, are left to the parser.
 */
export function requestTarget(address: string): string {
  const written = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#\\]{0,1000}([^#]*)/i.exec(address)?.[1] ?? '';
  const [path = ''] = written.split('?', 1);
  if (!/^[\x21-\x7e]*$/.test(written) || /\\|\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) {
    const { pathname, search } = new URL(address);
    return pathname + search;
  }
  return written.startsWith('/') ? written : `/${written}`;
}

/** Credentials in a URL become what every client makes of them, Basic credentials, unless there are others. */
export function moveUserinfo(request: HttpRequest): HttpRequest {
  const url = new URL(request.url);
  if (url.username === '' && url.password === '') return request;
  const value = basicFromUserinfo(url);
  url.username = '';
  url.password = '';
  const headers =
    headerValue(request.headers, 'Authorization') === undefined
      ? [...request.headers, { name: 'Authorization', value }]
      : request.headers;
  return { ...request, url: url.href, headers };
}

/** Why a request cannot be sent as it is written. */
export function checkSendable(request: HttpRequest): Failure | undefined {
  if (!URL.canParse(request.url))
    return failure('invalid-url', `"${request.url}" is no absolute URL: it should begin with https:// and a host`);
  const { protocol } = new URL(request.url);
  if (protocol !== 'http:' && protocol !== 'https:')
    return failure('invalid-url', `"${protocol}" addresses cannot be sent to: use http: or https:`);
  if (!tokenCharacters.test(request.method))
    return failure('invalid-method', `"${request.method}" is no HTTP method: use letters such as GET`);
  if (request.method.toUpperCase() === 'CONNECT')
    return failure('invalid-method', '"CONNECT" asks a proxy for a tunnel and cannot be sent as a request');
  for (const header of request.headers) {
    const problem = checkField(header);
    if (problem) return problem;
  }
  return checkFraming(request);
}

function checkField({ name, value }: Header): Failure | undefined {
  if (!tokenCharacters.test(name)) {
    const at = [...name].findIndex(character => !tokenCharacters.test(character));
    return failure(
      'invalid-header',
      name === ''
        ? 'A header has no name: write it as "Name: value"'
        : `Header name "${name}" has ${describeCharacter([...name][at] ?? '')} at character ${at + 1}: a name consists of letters, digits and hyphens`,
    );
  }
  const match = forbiddenInValue.exec(value);
  if (!match) return undefined;
  return failure(
    'invalid-header',
    `Header "${name}" has ${describeCharacter(match[0])} at character ${match.index + 1} of its value, which HTTP cannot carry: remove or encode it`,
  );
}

/** Two lengths, or a length that is not that of the body, make a request that servers read differently (RFC 9112 §11.2). */
function checkFraming(request: HttpRequest): Failure | undefined {
  if (headerValues(request.headers, 'Host').length > 1)
    return failure('invalid-header', 'There are two "Host" headers: leave one');
  if (headerValue(request.headers, 'Transfer-Encoding') !== undefined)
    return failure(
      'invalid-header',
      'Header "Transfer-Encoding" cannot be set: the body is sent with its Content-Length; remove the header',
    );
  const lengths = headerValues(request.headers, 'Content-Length');
  if (lengths.length > 1)
    return failure('invalid-header', 'There are two "Content-Length" headers: leave them out, the length is added');
  const actual = String(bytesOfBody(request.body).length);
  if (lengths[0] !== undefined && lengths[0].trim() !== actual)
    return failure(
      'invalid-header',
      `Header "Content-Length" says ${lengths[0]}, but the body has ${actual} bytes: remove the header, the length is added`,
    );
  return undefined;
}

/** A control character cannot be shown, so its code point is. */
function describeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code === 0x0a || code === 0x0d) return `a line break (${point})`;
  if (code === 0x20) return 'a space';
  return code < 0x20 || code === 0x7f ? `the control character ${point}` : `"${character}" (${point})`;
}

export function formatHead(request: HttpRequest, target: string): string {
  const fields = request.headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  const version = /^HTTP\/1\.0$/i.test(request.httpVersion ?? '') ? 'HTTP/1.0' : 'HTTP/1.1';
  return `${request.method} ${target} ${version}\r\n${fields}\r\n`;
}

function basicFromUserinfo(url: URL): string {
  return `Basic ${encodeBasic(decodePercent(url.username), decodePercent(url.password))}`;
}

function failure(code: string, message: string): Failure {
  return { code, message };
}
