import { type OpenLeg, type OpenMessage, openRequest, openResponse } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// --> GET https://api.example.com/orders        <-- 401 Unauthorized https://api.example.com/orders (42ms)
// ---> GET https://api.example.com/orders HTTP/1.1    <--- HTTP/1.1 401 Unauthorized (42ms)
const asked = /^-{2,3}> ([A-Z]{3,10}) (https?:\/\/\S+)/;
const answered = /^<-{2,3} (?:HTTP\/\S+ )?(\d{3})(?: ([A-Za-z][A-Za-z' -]{0,60}))?(?: (https?:\/\/\S+))?(?= \(|$)/;
const ended = /^(?:-{2,3}>|<-{2,3}) (?:END|HTTP FAILED|ERROR)/;

/** OkHttp's `HttpLoggingInterceptor` and Feign's logger. At the level BASIC there are no headers at all. */
export const okhttp: Transcript = {
  id: 'okhttp',
  recognises: text => /-{2,3}> [A-Z]{3,10} https?:\/\//.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  let message: OpenMessage | undefined;
  let inHead = false;
  let prefix = '';
  for (const raw of lines) {
    const arrow = raw.search(/-{2,3}> [A-Z]|<-{2,3} [\dHE]/);
    if (arrow >= 0) prefix = raw.slice(0, arrow);
    const line = withoutPrefix(raw, prefix);
    const request = asked.exec(line);
    const response = request ? null : answered.exec(line);
    if (request) message = openRequest(legs, `${request[1]} ${request[2]} HTTP/1.1`);
    else if (response)
      message = openResponse(legs, `HTTP/1.1 ${response[1]} ${response[2] ?? ''}`.trimEnd(), response[3]);
    if (request || response) inHead = true;
    else if (ended.test(line)) message = undefined;
    else if (inHead && line.trim() === '') inHead = false;
    else (inHead ? message?.head : message?.body)?.push(line);
  }
  return legs.map(leg => (leg.request && leg.request.head.length < 2 ? { ...leg, unseen: ['*'] } : leg));
}

/** Log frameworks put time, tag or class before each line, which differ in their digits alone. */
function withoutPrefix(line: string, prefix: string): string {
  const own = line.slice(0, prefix.length);
  return own.replace(/\d/g, '0') === prefix.replace(/\d/g, '0') ? line.slice(prefix.length) : line;
}
