import { type OpenLeg, type OpenMessage, openRequest, openResponse } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// Sending HTTP request GET https://api.example.com/orders
// Received HTTP response headers after 42.1ms - 401
const sending = /(?:Sending HTTP request|Start processing HTTP request) ([A-Z]{3,10}) "?(https?:\/\/[^\s"]+)/;
const received =
  /Received HTTP response(?: headers)? after [\d.,]{1,20} ?ms - "?(?:[A-Za-z]{1,40} \(|[A-Za-z]{1,40}" \()?(\d{3})/;

/** The loggers of .NET's `HttpClient`. Headers are written at the level Trace alone, with those of secrets as `*`. */
export const dotnetHttpClient: Transcript = {
  id: 'dotnet-http-client',
  recognises: text => sending.test(text) && received.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  let message: OpenMessage | undefined;
  for (const line of lines) {
    const request = /Sending HTTP request/.test(line) ? sending.exec(line) : null;
    const status = received.exec(line)?.[1];
    if (request) openRequest(legs, `${request[1]} ${request[2]} HTTP/1.1`);
    if (status) openResponse(legs, `HTTP/1.1 ${status}`);
    if (request || status) message = undefined;
    else if (/Request Headers:\s*$/.test(line)) message = legs.at(-1)?.request;
    else if (/Response Headers:\s*$/.test(line)) message = legs.at(-1)?.response;
    else if (/^\s*(?:info|dbug|trce|warn|fail): /.test(line)) message = undefined;
    else if (/^\s*[A-Za-z][\w-]{0,60}: /.test(line)) message?.head.push(line.trim());
  }
  return legs.map(leg => (leg.request && leg.request.head.length < 2 ? { ...leg, unseen: ['*'] } : leg));
}
