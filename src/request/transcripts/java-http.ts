import { type OpenLeg, openRequest, openResponse } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// FINE: sun.net.www.MessageHeader@1a2b pairs: {GET /orders HTTP/1.1: null}{Host: api.example.com}
// FINE: sun.net.www.MessageHeader@3c4d pairs: {null: HTTP/1.1 401 Unauthorized}{Content-Length: 0}
const pairs = /sun\.net\.www\.MessageHeader@\S{1,40} (?:\d{1,4} )?pairs: (\{.*\})\s*$/;

/** Java's `HttpURLConnection` with the logger `sun.net.www.protocol.http` at FINE. It shows no bodies. */
export const javaHttp: Transcript = {
  id: 'java-http',
  recognises: text => /sun\.net\.www\.MessageHeader@\S{1,40} (?:\d{1,4} )?pairs: \{/.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  for (const line of lines) {
    const fields = pairs.exec(line)?.[1]?.slice(1, -1).split('}{') ?? [];
    const [first = '', ...rest] = fields;
    const request = /^([A-Z]{3,10} \S+ HTTP\/\d\S*): null$/.exec(first)?.[1];
    const status = /^null: (HTTP\/\d\S* \d{3}.*)$/.exec(first)?.[1];
    const message = request ? openRequest(legs, request) : status ? openResponse(legs, status) : undefined;
    message?.head.push(...rest);
  }
  return legs;
}
