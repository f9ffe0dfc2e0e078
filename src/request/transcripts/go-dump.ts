import { unquote } from './lines.ts';
import { readPlain } from './plain.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// 2026/01/15 12:00:00 GET /orders HTTP/1.1        2026/01/15 12:00:00 "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
const stamped =
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? (?:[\w.-]{1,80}:(?:\d{1,6}:)? )?("?)([A-Z]{3,10} \S{1,8000} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3})/;

/** Go's `httputil.DumpRequestOut` and `DumpResponse` as its `log` prints them, as `%s` or as `%q`. */
export const goDump: Transcript = {
  id: 'go-dump',
  recognises: text => text.split('\n', 2000).some(line => stamped.test(line)),
  read,
};

function read(lines: readonly string[]): readonly RecordedLeg[] {
  return readPlain(lines.flatMap(toMessage));
}

function toMessage(line: string): readonly string[] {
  const found = stamped.exec(line);
  if (!found) return [line];
  const start = found[0].length - (found[2]?.length ?? 0);
  return found[1] === '' ? [line.slice(start)] : unquote(line.slice(start).replace(/"$/, '')).split(/\r?\n/);
}
