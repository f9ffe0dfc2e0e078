import { type OpenLeg, openRequest, openResponse } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// HTTP Request: GET https://api.example.com/orders "HTTP/1.1 401 Unauthorized"
const httpx = /HTTP Request: ([A-Z]{3,10}) (\S+) "HTTP\/\S{1,5} (\d{3})/;
// urllib3.connectionpool:https://api.example.com:443 "GET /orders HTTP/1.1" 401 17
const urllib3 = /(https?:\/\/[^\s"]{1,300}?)(?::443|:80)? "([A-Z]{3,10}) (\/\S{0,4000}) HTTP\/\S{1,5}" (\d{3})\b/;
// UNDICI 123: received response to GET https://api.example.com//orders - HTTP 401
const undici = /received response to ([A-Z]{3,10}) (https?:\/\/\S+) (?:[^-]{0,100})?- HTTP (\d{3})/;
// o.s.web.client.RestTemplate : HTTP GET https://api.example.com/orders        … : Response 401 UNAUTHORIZED
const springRequest = /\bHTTP ([A-Z]{3,10}) "?(https?:\/\/[^\s"]+)/;
const springResponse = /\bResponse (\d{3})(?: [A-Z_]{2,40})?(?:$|,)/;

/** Logs that hold a method, an address and a status: of httpx, urllib3, undici, and Spring's clients. */
export const oneLine: Transcript = {
  id: 'one-line',
  recognises: text =>
    httpx.test(text) ||
    urllib3.test(text) ||
    undici.test(text) ||
    (springRequest.test(text) && /\bResponse \d{3}/.test(text)),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  const add = (method = '', url = '', status?: string) => {
    openRequest(legs, `${method} ${url} HTTP/1.1`, { unseen: ['*'] });
    if (status) openResponse(legs, `HTTP/1.1 ${status}`);
  };
  for (const line of lines) {
    const inOne = httpx.exec(line) ?? undici.exec(line);
    const [, origin, method, path, status] = urllib3.exec(line) ?? [];
    const asked = springRequest.exec(line);
    const answered = springResponse.exec(line.trimEnd());
    if (inOne) add(inOne[1], withoutDoubleSlash(inOne[2] ?? ''), inOne[3]);
    else if (origin !== undefined) add(method, `${origin}${path ?? ''}`, status);
    else if (asked) add(asked[1], asked[2]);
    else if (answered && legs.at(-1)?.response === undefined) openResponse(legs, `HTTP/1.1 ${answered[1]}`);
  }
  return legs;
}

/** undici writes the origin with a slash of its own. */
function withoutDoubleSlash(url: string): string {
  return url.replace(/^(https?:\/\/[^/]+)\/\//, '$1/');
}
