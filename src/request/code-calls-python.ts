import { addHeader, formFrom, headersFrom, isAddress, jsonFrom, pairsOf, textIn, withQuery } from './code-calls.ts';
import { type Arguments, type Literal, literalText } from './code-literals.ts';
import type { ImportedRequest } from './importer.ts';
import type { Header } from './model.ts';
import type { SendOptions } from './sender.ts';
import { basicTemplate } from './templates.ts';

/** `requests.get(url, params, headers=…)`, `requests.request(method, url)`, and the same of httpx and of sessions. */
export function readPythonCall(
  callee: string,
  method: string,
  { literals, named }: Arguments,
): ImportedRequest | undefined {
  const isGeneric = method === 'request';
  const place = isGeneric ? 1 : 0;
  const address = literals[place];
  const url = textIn(named, 'url') ?? (address && literalText(address));
  if (!isAddress(url)) return undefined;
  const first = literals[0];
  const verb = isGeneric ? (textIn(named, 'method') ?? (first && literalText(first))) : method;
  // The second argument of `post` and `put` is the body, that of `get` the query.
  const second = literals[place + 1];
  const sendsData = /^(?:post|put|patch)$/.test(method);
  const query = formFrom(named.get('params') ?? (method === 'get' ? second : undefined));
  const json = named.get('json') ?? (method === 'post' ? literals[place + 2] : undefined);
  const data = named.get('data') ?? named.get('content') ?? (sendsData ? second : undefined);
  const body = json ? jsonFrom(json) : formFrom(data);
  const contentType = json
    ? 'application/json'
    : data?.kind === 'object' || data?.kind === 'list'
      ? 'application/x-www-form-urlencoded'
      : undefined;
  const auth = readAuth(named.get('auth'));
  const cookies = pairsOf(named.get('cookies')).map(([name, value]) => `${name}=${value}`);
  let headers: readonly Header[] = headersFrom(named.get('headers'));
  headers = addHeader(headers, 'Authorization', auth.authorization);
  headers = addHeader(headers, 'Cookie', cookies.length > 0 ? cookies.join('; ') : undefined);
  headers = addHeader(headers, 'Content-Type', contentType);
  const follows = textIn(named, 'allow_redirects', 'follow_redirects') ?? (callee === 'httpx' ? 'false' : 'true');
  const seconds = Number(textIn(named, 'timeout') ?? '');
  const options: SendOptions = {
    ...(auth.digest ? { digest: auth.digest } : {}),
    ...(follows === 'false' ? { followRedirects: false } : {}),
    ...(textIn(named, 'verify') === 'false' ? { verifyTls: false } : {}),
    ...(seconds > 0 ? { timeout: seconds * 1000 } : {}),
  };
  return {
    method: (verb ?? 'GET').toUpperCase(),
    url: withQuery(url, query),
    headers,
    ...(body === undefined ? {} : { body: { text: body } }),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}

/** `("user", "password")`, `HTTPBasicAuth(…)`, `HTTPDigestAuth(…)`, `httpx.DigestAuth(…)` */
function readAuth(literal: Literal | undefined): { authorization?: string; digest?: SendOptions['digest'] } {
  const items = literal?.kind === 'list' ? literal.items : literal?.kind === 'call' ? literal.arguments : [];
  const [user, password = ''] = items.map(item => literalText(item) ?? '');
  if (user === undefined) return {};
  if (literal?.kind === 'call' && /Digest/.test(literal.name)) return { digest: { user, password } };
  return { authorization: basicTemplate(user, password) };
}
