// Reads a call of `fetch` as the browser's "Copy as fetch" gives it, and as people write it as far as it is literal.

import type { CodeCall } from '../code-calls.ts';
import { type Literal, literalText, parseArguments } from '../code-literals.ts';
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import type { Header } from '../model.ts';
import type { RequestProblem } from '../problem.ts';

export const fetchCall: Importer = {
  id: 'fetch',
  title: 'fetch call (JavaScript)',
  recognises: text => /(?:^|[^\w.$])fetch\(\s{0,20}["'`]/.test(text.slice(0, 4000)),
  parse(text): Imported {
    const problems: RequestProblem[] = [];
    const requests = findFetchCalls(text, problems).map(({ request }) => request);
    if (requests.length === 0 && problems.length === 0)
      problems.push({ code: 'no-fetch', severity: 'error', message: 'No call of "fetch" was found' });
    return { requests, problems };
  },
};

export function findFetchCalls(text: string, problems: RequestProblem[] = []): CodeCall[] {
  const calls: CodeCall[] = [];
  let readTo = 0;
  for (const { index } of text.matchAll(/\bfetch\(/g)) {
    // What stands in the arguments of a call has been read, to the end of the text where the call never ends.
    if (index < readTo) continue;
    const span = { start: index, end: index + 'fetch'.length + 1 };
    const { literals, end } = parseArguments(text, span.end);
    const [address, init] = literals;
    readTo = end;
    const url = address && literalText(address);
    const whole = { start: index, end: Math.min(end, text.length) };
    if (url) calls.push({ span: whole, request: requestFrom(url, init) });
    else problems.push({ code: 'no-url', severity: 'error', message: 'This "fetch" has no literal address', span });
  }
  return calls;
}

function requestFrom(url: string, init: Literal | undefined): ImportedRequest {
  const members = new Map(init?.kind === 'object' ? init.members : []);
  const method = members.get('method');
  const headers = headersFrom(members.get('headers'));
  const referrer = members.get('referrer');
  const body = members.get('body');
  const text = body && body.kind !== 'other' ? literalText(body) : undefined;
  const referer: Header[] =
    referrer?.kind === 'text' && /^https?:/.test(referrer.value) ? [{ name: 'Referer', value: referrer.value }] : [];
  const redirect = members.get('redirect');
  return {
    method: (method && literalText(method)?.toUpperCase()) || 'GET',
    url,
    headers: [...headers, ...referer],
    ...(text === undefined ? {} : { body: { text } }),
    ...(redirect?.kind === 'text' && redirect.value === 'manual' ? { options: { followRedirects: false } } : {}),
  };
}

/** An object, a list of pairs, or `new Headers(…)` around either. */
function headersFrom(literal: Literal | undefined): Header[] {
  if (literal?.kind === 'call') return headersFrom(literal.arguments[0]);
  const pairs =
    literal?.kind === 'object'
      ? literal.members
      : literal?.kind === 'list'
        ? literal.items.flatMap(item => {
            const [name, value] = item.kind === 'list' ? item.items : [];
            return name?.kind === 'text' && value ? [[name.value, value] as const] : [];
          })
        : [];
  return pairs.map(([name, value]) => ({ name, value: literalText(value) ?? '' }));
}
