import { parseStatusLine } from '../messages.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

/** `curl --verbose`: `*` notes, `>` heads sent, `<` heads received, and the body without a mark. */
export const curlVerbose: Transcript = {
  id: 'curl-verbose',
  recognises: text => /^> [A-Z]{3,20} \S+ HTTP\//m.test(text) || /^< HTTP\/\d/m.test(text),
  read,
};

function read(lines: readonly string[]): RecordedLeg[] {
  const legs: MutableLeg[] = [];
  let part: 'none' | 'request-head' | 'response-head' | 'response-body' = 'none';
  let scheme: string | undefined;
  let proxy: string | undefined;
  for (const raw of lines) {
    const line = withoutMeter(raw);
    if (line === undefined || /^[{}] \[/.test(line)) continue;
    const mark = /^([<>*])(?: |$)/.exec(line);
    const rest = line.slice(2);
    if (mark?.[1] === '>') {
      if (part !== 'request-head') {
        if (rest === '') continue;
        legs.push({ request: { head: [], body: [] }, ...(proxy ? { proxy } : {}) });
      }
      part = 'request-head';
      const leg = legs.at(-1);
      if (leg && scheme) leg.scheme = scheme;
      if (rest === '') part = 'none';
      else leg?.request?.head.push(rest);
    } else if (mark?.[1] === '<') {
      if (part !== 'response-head') {
        const last = legs.at(-1);
        const response = { head: [], body: [] };
        if (last && (!last.response || isInterim(last.response.head[0]))) last.response = response;
        else legs.push({ response });
        part = 'response-head';
      }
      if (rest.trim() === '') part = 'response-body';
      else legs.at(-1)?.response?.head.push(rest);
    } else if (mark?.[1] === '*') {
      scheme = schemeFrom(rest) ?? scheme;
      const named = /^Uses proxy env variable \S+ == '([^']+)'/.exec(rest)?.[1];
      if (named) proxy = withoutUserinfo(named);
    } else if (/^curl: \(\d+\) /.test(line)) {
      const leg = legs.at(-1);
      if (leg && !leg.response) leg.failure = line.slice(line.indexOf(')') + 2);
    } else if (part === 'response-body') {
      legs.at(-1)?.response?.body.push(withoutGluedNote(line));
    }
  }
  return legs;
}

interface MutableLeg {
  request?: { readonly head: string[]; readonly body: string[] };
  response?: { readonly head: string[]; readonly body: string[] };
  scheme?: string;
  proxy?: string;
  failure?: string;
}

function isInterim(statusLine: string | undefined): boolean {
  const status = parseStatusLine(statusLine ?? '');
  return status !== undefined && status.status < 200;
}

/** What a note of curl tells about the connection that the next request uses. */
export function schemeFrom(note: string): string | undefined {
  if (/^(?:SSL connection using|TLSv1|schannel: |ALPN[:,]|Server certificate:)/.test(note)) return 'https';
  const opened = /^\[HTTP\/2\] \[\d+\] OPENED stream for (https?):/.exec(note);
  if (opened) return opened[1];
  const connected = /^(?:Connected to|Trying) .*\bport (\d+)/.exec(note) ?? /^\s*Trying \S+:(\d+)\.\.\.$/.exec(note);
  if (connected) return connected[1] === '443' ? 'https' : 'http';
  const again = /^Issue another request to this URL: '(https?):/.exec(note);
  return again?.[1];
}

/** Where the output goes to a file, curl draws a meter, and the next line may follow it without a line break. */
function withoutMeter(line: string): string | undefined {
  if (/^\s*% Total\s{1,9}% Received/.test(line) || /^\s*Dload\s{1,9}Upload/.test(line)) return undefined;
  const at = line.lastIndexOf('--:--:--');
  if (at < 0) return line;
  const after = line.slice(at + 8).replace(/^\s*[\d.]*[kMGTP]?/, '');
  return after === '' ? undefined : after;
}

/** A body without a final line break has the next note on its last line. */
function withoutGluedNote(line: string): string {
  const at = line.search(/\* (?:Connection #\d+ to host |Closing connection|shutting down connection)/);
  return at < 0 ? line : line.slice(0, at);
}

function withoutUserinfo(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
