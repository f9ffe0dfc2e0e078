import type { RecordedLeg, Transcript } from './transcript.ts';

/** `wget --debug`: heads between marks, and a body only where wget did not keep it. */
export const wgetDebug: Transcript = {
  id: 'wget-debug',
  recognises: text => text.includes('---request begin---'),
  read,
};

function read(lines: readonly string[]): RecordedLeg[] {
  const legs: MutableLeg[] = [];
  let target: string[] | undefined;
  let scheme: string | undefined;
  for (const line of lines) {
    // --2026-01-02 03:04:05--  https://example.com/
    scheme = /^--\d[\d: -]{10,20}--\s{1,4}(https?):/.exec(line)?.[1] ?? scheme;
    const skipped = /^Skipping \d{1,12} bytes of body: \[/.exec(line);
    if (skipped) target = legs.at(-1)?.response?.body;
    const text = line.slice(skipped?.[0].length ?? 0);
    if (line === '---request begin---') {
      const request = { head: [], body: [] };
      legs.push({ request, ...(scheme ? { scheme } : {}) });
      target = request.head;
    } else if (line === '---response begin---') {
      const response = { head: [], body: [] };
      const last = legs.at(-1);
      if (last) last.response = response;
      target = response.head;
    } else if (/^---(?:request|response) end---$/.test(line)) target = undefined;
    else if (text.endsWith('] done.')) {
      target?.push(text.slice(0, -'] done.'.length));
      target = undefined;
    } else target?.push(text);
  }
  return legs;
}

interface MutableLeg {
  readonly request: { readonly head: string[]; readonly body: string[] };
  response?: { readonly head: string[]; readonly body: string[] };
  readonly scheme?: string;
}
