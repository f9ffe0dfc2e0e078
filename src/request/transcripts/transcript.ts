import { joinRedirects, type ParsedExchanges } from '../exchanges.ts';
import { buildRequest, buildResponse, parseHeaderLine, parseRequestLine, parseStatusLine } from '../messages.ts';
import type { Body, Exchange, Header } from '../model.ts';
import type { RequestProblem } from '../problem.ts';
import { redirectTarget } from '../redirect.ts';

// What a client printed about its work, once the marks of that client are taken off: heads, bodies and notes, in order.
// Each file beside this one takes off the marks of one client.

export interface RecordedMessage {
  readonly head: readonly string[];
  readonly body: readonly string[];
}

export interface RecordedLeg {
  readonly request?: RecordedMessage;
  readonly response?: RecordedMessage;
  readonly scheme?: string;
  readonly proxy?: string;
  readonly failure?: string;
  /** Names of request headers that the client leaves out of what it prints; `*` for all. */
  readonly unseen?: readonly string[];
}

/** What one client prints about its work. `read` takes the lines of any text and never throws. */
export interface Transcript {
  /** The file's name. */
  readonly id: string;
  recognises(text: string): boolean;
  read(lines: readonly string[]): readonly RecordedLeg[];
}

export function readTranscript(legs: readonly RecordedLeg[]): ParsedExchanges {
  const problems: RequestProblem[] = [];
  const exchanges = legs.flatMap((leg, index) => readLeg(leg, index, problems) ?? []);
  const joined = joinRedirects(
    exchanges.map(exchange => {
      const target = exchange.response && redirectTarget(exchange.request, exchange.response);
      return { exchange, ...(target ? { target: target.href } : {}) };
    }),
  );
  return { exchanges: joined, problems };
}

function readLeg(leg: RecordedLeg, index: number, problems: RequestProblem[]): Exchange | undefined {
  const startLine = parseRequestLine(leg.request?.head[0] ?? '');
  const status = parseStatusLine(leg.response?.head[0] ?? '');
  // A tunnel that was opened is plumbing; one that was refused is what failed.
  if (startLine?.method === 'CONNECT' && status && status.status < 300) return undefined;
  if (!startLine && !status && leg.failure === undefined) return undefined;
  if (!startLine)
    problems.push({
      code: 'request-unseen',
      severity: 'info',
      message: 'Only a response was found: what the request carried is unknown',
    });
  const response =
    leg.response && status
      ? buildResponse(status, readFields(leg.response.head, problems), readBody(leg.response.body))
      : undefined;
  const written = readFields(leg.request?.head ?? [], problems);
  const requestFields = written.filter(({ value }) => !isRedacted(value));
  const hidden = written.filter(({ value }) => isRedacted(value)).map(({ name }) => name.toLowerCase());
  const unseen = startLine ? [...(leg.unseen ?? []), ...hidden] : ['*'];
  return {
    id: String(index),
    request: startLine
      ? buildRequest(startLine, requestFields, readBody(leg.request?.body ?? []), leg.scheme)
      : { method: 'GET', url: '', headers: [] },
    ...(response ? { response } : {}),
    ...(response || leg.failure === undefined ? {} : { failure: { code: 'no-response', message: leg.failure } }),
    hops: [],
    ...(unseen.length > 0 ? { unseen } : {}),
    ...(leg.proxy ? { proxy: leg.proxy } : {}),
  };
}

/** `██`, `*`, `Bearer [REDACTED]`: a client or a person took the value out. */
function isRedacted(value: string): boolean {
  return /^(?:[A-Za-z]{1,20} )?(?:█{1,80}|\*{1,80}|•{1,80}|x{6,80}|[[<(]?(?:redacted|masked|hidden|filtered|removed|private)[\])>]?)$/i.test(
    value.trim(),
  );
}

function readFields(head: readonly string[], problems: RequestProblem[]): Header[] {
  const headers: Header[] = [];
  for (const line of head.slice(1)) {
    if (line.trim() === '') continue;
    const last = headers.at(-1);
    // RFC 9112 §5.2: obsolete line folding continues the field before it.
    if (last && /^[ \t]/.test(line)) {
      headers[headers.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` };
      continue;
    }
    const header = parseHeaderLine(line);
    if (header) headers.push(header);
    else
      problems.push({
        code: 'header-line',
        severity: 'warning',
        message: 'A line among the headers has no "Name: value" form',
      });
  }
  return headers;
}

function readBody(lines: readonly string[]): Body | undefined {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === '') end--;
  return end > 0 ? { text: lines.slice(0, end).join('\n') } : undefined;
}
