import type { CauseId } from '../causes/catalogue.ts';
import type { Exchange, Header, Hop, HttpRequest, HttpResponse } from '../request/model.ts';
import type { DetectorExample } from './detectors/detector.ts';

/** When the examples happen: their server's clock and their client's agree. */
export const exampleNow = Date.UTC(2026, 0, 15, 12, 0, 0);

/**
 * An example written as `curl -v` would show it: `>` lines are a request, `<` lines its response, other lines the body.
 * A response that is followed by another request was a redirect. Headers that matter to no tell are left out.
 */
export function example(title: string, sees: readonly CauseId[], text: string): DetectorExample {
  const legs: { request: HttpRequest; response: HttpResponse }[] = [];
  let request: string[] = [];
  let response: string[] = [];
  let body: string[] = [];
  const close = () => {
    if (request.length > 0)
      legs.push({ request: readRequest(request), response: readResponse(response, body.join('\n')) });
    [request, response, body] = [[], [], []];
  };
  for (const line of text.split('\n').map(one => one.trim())) {
    if (line.startsWith('> ')) {
      if (response.length > 0) close();
      request.push(line.slice(2));
    } else if (line.startsWith('< ')) response.push(line.slice(2));
    else if (line !== '') body.push(line);
  }
  close();
  return { title, sees, exchange: toExchange(legs) };
}

function toExchange(legs: readonly { request: HttpRequest; response: HttpResponse }[]): Exchange {
  const last = legs.at(-1);
  if (!last) throw new TypeError('An example needs a request');
  const hops: Hop[] = legs.slice(0, -1).map(leg => ({ ...leg, credentials: [] }));
  return { id: 'example', ...last, hops, startedAt: exampleNow - 100, receivedAt: exampleNow };
}

function readRequest([first = '', ...lines]: readonly string[]): HttpRequest {
  const [method = 'GET', url = ''] = first.split(' ');
  const headers = lines.filter(line => line.includes(':') && !line.startsWith('{')).map(readHeader);
  const text = lines.filter(line => !line.includes(':') || line.startsWith('{')).join('\n');
  return { method, url, headers, ...(text === '' ? {} : { body: { text } }) };
}

function readResponse([first = '', ...lines]: readonly string[], text: string): HttpResponse {
  const headers = lines.map(readHeader);
  const dated = headers.some(({ name }) => name === 'Date');
  const date = { name: 'Date', value: new Date(exampleNow).toUTCString() };
  return {
    status: Number(first.slice(0, 3)),
    statusText: '',
    headers: dated ? headers : [...headers, date],
    body: { text },
  };
}

function readHeader(line: string): Header {
  const colon = line.indexOf(':');
  return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
}

/** A token with a signature that is none, assembled here so that no source text holds one. */
export function exampleToken(
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = { alg: 'RS256', typ: 'JWT', kid: 'k1' },
): string {
  return [toBase64Url(JSON.stringify(header)), toBase64Url(JSON.stringify(claims)), 'c2lnbmF0dXJl'.repeat(8)].join('.');
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
