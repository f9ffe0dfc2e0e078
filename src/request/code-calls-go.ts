import { addHeader, type CodeCall, formFrom, isAddress } from './code-calls.ts';
import { literalText, parseArguments } from './code-literals.ts';
import type { ImportedRequest } from './importer.ts';
import type { Header } from './model.ts';
import { basicTemplate } from './templates.ts';

/** `http.Get(url)`, `http.Post(url, type, body)`, and `http.NewRequest` with what is set on the request afterwards. */
export function readGoCalls(text: string, matches: readonly RegExpMatchArray[]): CodeCall[] {
  return matches.flatMap((match, i) => {
    const { 0: written, 1: name = '', index = 0 } = match;
    const call = parseArguments(text, index + written.length, 'go');
    const literals = name === 'NewRequestWithContext' ? call.literals.slice(1) : call.literals;
    const texts = literals.map(literal => literalText(literal));
    const request = name.startsWith('NewRequest')
      ? createdRequest(
          texts,
          lineOf(text, index),
          text.slice(call.end, Math.min(matches[i + 1]?.index ?? text.length, call.end + 4000)),
        )
      : shortRequest(name, texts, formFrom(literals[1]));
    return request ? [{ span: { start: index, end: Math.min(call.end, text.length) }, request }] : [];
  });
}

function shortRequest(
  name: string,
  [url, type, body]: readonly (string | undefined)[],
  form?: string,
): ImportedRequest | undefined {
  if (!isAddress(url)) return undefined;
  if (name === 'Get' || name === 'Head') return { method: name.toUpperCase(), url, headers: [] };
  const contentType = name === 'PostForm' ? 'application/x-www-form-urlencoded' : type;
  const text = name === 'PostForm' ? form : body;
  return {
    method: 'POST',
    url,
    headers: contentType === undefined ? [] : [{ name: 'Content-Type', value: contentType }],
    ...(text === undefined ? {} : { body: { text } }),
  };
}

/** `request.Header.Set("A", "b")`, `.Add`, `request.SetBasicAuth("user", "password")` */
function createdRequest(
  [method, url, body]: readonly (string | undefined)[],
  line: string,
  after: string,
): ImportedRequest | undefined {
  if (!isAddress(url)) return undefined;
  const variable = /([A-Za-z_]\w{0,60})\s{0,9}(?:,\s{0,9}\w{1,60}\s{0,9})?:?=\s{0,9}$/.exec(line)?.[1];
  let headers: readonly Header[] = [];
  if (variable !== undefined) {
    for (const { 0: written, 1: target, 2: verb = '', index } of after.matchAll(
      /\b([A-Za-z_]\w{0,60})\.(Header\.Set|Header\.Add|SetBasicAuth)\(/g,
    )) {
      if (target !== variable) continue;
      const [first = '', second = ''] = parseArguments(after, index + written.length, 'go').literals.map(
        one => literalText(one) ?? '',
      );
      headers =
        verb === 'SetBasicAuth'
          ? addHeader(headers, 'Authorization', basicTemplate(first, second))
          : [...headers.filter(({ name }) => verb === 'Header.Add' || name !== first), { name: first, value: second }];
    }
  }
  return {
    // http.MethodPost
    method: (method || 'GET').replace(/^\{\{http\.Method(\w{3,10})\}\}$/, '$1').toUpperCase(),
    url,
    headers,
    ...(body === undefined ? {} : { body: { text: body } }),
  };
}

function lineOf(text: string, at: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 200), at);
}
