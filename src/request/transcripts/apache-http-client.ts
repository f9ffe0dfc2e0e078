import { type OpenLeg, type OpenMessage, openRequest, openResponse, unquote } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// … DEBUG org.apache.http.headers - http-outgoing-0 >> GET /orders HTTP/1.1
// … DEBUG org.apache.http.wire - http-outgoing-0 << "HTTP/1.1 401 Unauthorized[\r][\n]"
const marked = /\bhttp-outgoing-\d{1,6} (>>|<<) (.*)$/;

/** Apache HttpClient 4 and 5, as its loggers `headers` and `wire` write: Spring, Jersey and many others send with it. */
export const apacheHttpClient: Transcript = {
  id: 'apache-http-client',
  recognises: text => /\bhttp-outgoing-\d{1,6} >> "?[A-Z]{3,10} /.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  let message: OpenMessage | undefined;
  let inHead = false;
  // The two loggers say the same of the head; the body is in the wire alone.
  const wired = lines.some(line => /\bhttp-outgoing-\d{1,6} >> "[A-Z]{3,10} /.test(line));
  for (const line of lines) {
    const [, mark, rest = ''] = marked.exec(line) ?? [];
    if (mark === undefined) continue;
    const quoted = /^"(.*)"$/.exec(rest);
    if (wired !== (quoted !== null)) continue;
    const text = unquote((quoted?.[1] ?? rest).replaceAll('[\\r]', '').replaceAll('[\\n]', ''));
    if (mark === '>>' && /^[A-Z]{3,10} \S+ HTTP\//.test(text)) {
      message = openRequest(legs, text);
      inHead = true;
    } else if (mark === '<<' && /^HTTP\/\d/.test(text)) {
      message = openResponse(legs, text);
      inHead = true;
    } else if (inHead && text === '') inHead = false;
    else (inHead ? message?.head : message?.body)?.push(text);
  }
  return legs;
}
