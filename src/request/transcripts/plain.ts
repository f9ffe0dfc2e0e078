import { parseRequestLine, parseStatusLine } from '../messages.ts';
import type { RecordedLeg } from './transcript.ts';

/**
 * Messages as they stand, one after the other: pasted from a document, a proxy or a packet capture, or printed by
 * `http --verbose`, `xh --verbose` and `curl --include`.
 */
export function readPlain(lines: readonly string[]): RecordedLeg[] {
  const legs: MutableLeg[] = [];
  let message: MutableMessage | undefined;
  let inHead = false;
  for (const line of lines) {
    if (inHead && line.trim() === '' && message && message.head.length > 0) {
      inHead = false;
      continue;
    }
    const starts = startOf(line, inHead);
    if (starts) {
      message = { head: [line.trim()], body: [] };
      inHead = true;
      const last = legs.at(-1);
      if (starts === 'request') legs.push({ request: message });
      // An interim response (RFC 9110 §15.2) and "200 Connection established" come before the real one.
      else if (last && (!last.response || isInterim(last.response))) last.response = message;
      else legs.push({ response: message });
    } else if (message) (inHead ? message.head : message.body).push(line);
  }
  return legs;
}

interface MutableMessage {
  readonly head: string[];
  readonly body: string[];
}

interface MutableLeg {
  request?: MutableMessage;
  response?: MutableMessage;
}

function startOf(line: string, inHead: boolean): 'request' | 'response' | undefined {
  if (parseStatusLine(line.trim())) return 'response';
  const start = inHead ? undefined : parseRequestLine(line.trim());
  return start && (start.httpVersion !== undefined || /^https?:\/\//.test(start.target)) ? 'request' : undefined;
}

function isInterim(message: MutableMessage): boolean {
  const status = parseStatusLine(message.head[0] ?? '');
  return status !== undefined && status.status < 200;
}
