import { type OpenLeg, type OpenMessage, openRequest, openResponse, splitMessage, unquote } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// <- "GET /orders HTTP/1.1\r\nHost: api.example.com\r\n\r\n"
const written = /^(<-|->) "(.*)"$/;

/** Ruby's `Net::HTTP` with `set_debug_output`: `<-` is what was written, `->` what was read. */
export const rubyHttp: Transcript = {
  id: 'ruby-http',
  recognises: text => /^<- "[A-Z]{3,10} \S+ HTTP\//m.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  let response: OpenMessage | undefined;
  let inHead = false;
  let scheme: string | undefined;
  for (const line of lines) {
    if (/^starting SSL for /.test(line)) scheme = 'https';
    const [, mark, literal = ''] = written.exec(line) ?? [];
    if (mark === undefined) continue;
    const text = unquote(literal);
    if (mark === '<-') {
      const { head, body } = splitMessage(text);
      if (/^[A-Z]{3,10} \S+ HTTP\//.test(head[0] ?? '')) {
        const request = openRequest(legs, head[0] ?? '', scheme ? { scheme } : {});
        request.head.push(...head.slice(1));
        if (body !== '') request.body.push(body);
      } else legs.at(-1)?.request?.body.push(text);
    } else if (/^HTTP\/\d/.test(text)) {
      response = openResponse(legs, text.trim());
      inHead = true;
    } else if (inHead && text.trim() === '') inHead = false;
    else if (inHead) response?.head.push(text.trimEnd());
    else response?.body.push(text);
  }
  return legs;
}
