import { type OpenLeg, type OpenMessage, openRequest, openResponse, splitMessage, unquote } from './lines.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// send: b'GET /orders HTTP/1.1\r\nHost: api.example.com\r\n\r\n'
const sent = /^send: b?(['"])(.*)\1$/;
const replied = /^reply: (['"])(.*)\1$/;

/** Python's `http.client` with `debuglevel` 1, which requests and urllib3 stand on. It shows no body of a response. */
export const pythonHttp: Transcript = {
  id: 'python-http',
  recognises: text => /^send: b?['"][A-Z]{3,10} /m.test(text),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  const legs: OpenLeg[] = [];
  let request: OpenMessage | undefined;
  let response: OpenMessage | undefined;
  let scheme: string | undefined;
  for (const line of lines) {
    // connect: (api.example.com, 443)    Starting new HTTPS connection (1): api.example.com:443
    const port = /^connect: \([^,]{1,300}, (\d{1,5})\)/.exec(line)?.[1];
    const secure = /Starting new (HTTPS?) connection/.exec(line)?.[1];
    if (port !== undefined || secure !== undefined) scheme = port === '443' || secure === 'HTTPS' ? 'https' : 'http';
    const text = unquote(sent.exec(line)?.[2] ?? '');
    const status = unquote(replied.exec(line)?.[2] ?? '').trim();
    if (/^[A-Z]{3,10} \S+ HTTP\//.test(text)) {
      const { head, body } = splitMessage(text);
      request = openRequest(legs, head[0] ?? '', scheme ? { scheme } : {});
      request.head.push(...head.slice(1));
      if (body !== '') request.body.push(body);
    } else if (text !== '') request?.body.push(text);
    else if (status !== '') response = openResponse(legs, status);
    else if (line.startsWith('header: ')) response?.head.push(line.slice('header: '.length));
  }
  return legs;
}
