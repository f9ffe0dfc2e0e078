import { schemeFrom } from './curl-verbose.ts';
import type { RecordedLeg, Transcript } from './transcript.ts';

// => Send header, 83 bytes (0x53)
// 0000: GET / HTTP/1.1
const part = /^(?:\d\d:\d\d:\d\d\.\d{1,9} )?(=>|<=) (Send|Recv) (header|data), (\d{1,10}) bytes/;
const row = /^([0-9a-f]{4,8}): (.*)$/s;

/** `curl --trace-ascii`: parts of what was sent and received, in rows with their offset. */
export const curlTrace: Transcript = {
  id: 'curl-trace',
  recognises: text => /^(?:\d\d:\d\d:\d\d\.\d{1,9} )?=> Send header, \d/m.test(text),
  read,
};

function read(lines: readonly string[]): RecordedLeg[] {
  const legs: MutableLeg[] = [];
  let target: string[] | undefined;
  let nextOffset = 0;
  let scheme: string | undefined;
  for (const line of lines) {
    const begun = part.exec(line);
    if (begun) {
      target = targetOf(legs, begun[1] === '=>', begun[3] === 'header', scheme);
      nextOffset = 0;
      continue;
    }
    const match = target ? row.exec(line) : null;
    if (!match || !target) {
      const note = /^(?:[\d:.]{1,30} )?== Info: (.*)$/s.exec(line);
      if (note) target = undefined;
      scheme = schemeFrom(note?.[1] ?? '') ?? scheme;
      continue;
    }
    const [, offset = '', text = ''] = match;
    const at = Number.parseInt(offset, 16);
    // A row that begins right behind the last one goes on with its line; a line break takes two bytes more.
    if (at > 0 && at === nextOffset) target[target.length - 1] += text;
    else {
      // The final response follows an interim one.
      if (target === legs.at(-1)?.response?.head && text.startsWith('HTTP/')) target.length = 0;
      target.push(text);
    }
    nextOffset = at + text.length;
  }
  return legs;
}

interface MutableLeg {
  request?: { readonly head: string[]; readonly body: string[] };
  response?: { readonly head: string[]; readonly body: string[] };
  readonly scheme?: string;
}

function targetOf(
  legs: MutableLeg[],
  sent: boolean,
  header: boolean,
  scheme: string | undefined,
): string[] | undefined {
  const last = legs.at(-1);
  if (sent && header) {
    const request = { head: [], body: [] };
    legs.push({ request, ...(scheme ? { scheme } : {}) });
    return request.head;
  }
  if (sent) return last?.request?.body;
  if (!last) return undefined;
  last.response ??= { head: [], body: [] };
  return header ? last.response.head : last.response.body;
}
