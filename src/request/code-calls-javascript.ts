import {
  addHeader,
  formFrom,
  headersFrom,
  isAddress,
  jsonFrom,
  type Members,
  membersOf,
  textIn,
  withQuery,
} from './code-calls.ts';
import { type Arguments, type Literal, literalText } from './code-literals.ts';
import type { ImportedRequest } from './importer.ts';
import { basicTemplate } from './templates.ts';

interface Content {
  readonly text?: string;
  readonly contentType?: string;
}

/** `axios(config)`, `axios.post(url, data, config)`, `got(url, options)`, `ky.post(url, options)`, `$fetch(url, options)` */
export function readJavaScriptCall(
  callee: string,
  method: string,
  { literals }: Arguments,
): ImportedRequest | undefined {
  const isAxios = callee === 'axios';
  const [first] = literals;
  const hasData = isAxios && /^(?:post|put|patch)$/.test(method);
  const config = membersOf(first?.kind === 'object' ? first : literals[hasData ? 2 : 1]);
  const base = textIn(config, 'baseURL', 'prefixUrl') ?? '';
  const address = first?.kind === 'object' ? textIn(config, 'url') : first && literalText(first);
  const url = joined(base, address);
  if (!isAddress(url)) return undefined;
  const verb = /^(?:|request|json)$/.test(method) ? textIn(config, 'method') : method;
  const content = isAxios ? axiosContent(hasData ? literals[1] : config.get('data')) : contentOf(config);
  const auth = membersOf(
    config.get('auth') ?? (callee === 'got' ? { kind: 'object', members: [...config] } : undefined),
  );
  const user = textIn(auth, 'username');
  const headers = addHeader(headersFrom(config.get('headers')), 'Content-Type', content.contentType);
  const stays =
    textIn(config, 'maxRedirects') === '0' ||
    textIn(config, 'redirect') === 'manual' ||
    textIn(config, 'followRedirect') === 'false';
  return {
    method: (verb ?? 'GET').toUpperCase(),
    url: withQuery(url, formFrom(config.get('params') ?? config.get('searchParams') ?? config.get('query'))),
    headers:
      user === undefined
        ? headers
        : addHeader(headers, 'Authorization', basicTemplate(user, textIn(auth, 'password') ?? '')),
    ...(content.text === undefined ? {} : { body: { text: content.text } }),
    ...(stays ? { options: { followRedirects: false } } : {}),
  };
}

function joined(base: string, address: string | undefined): string | undefined {
  if (base === '' || address === undefined || address.includes('://')) return address;
  return `${base.replace(/\/$/, '')}/${address.replace(/^\//, '')}`;
}

/** axios sends objects as JSON, and texts and `URLSearchParams` as forms. */
function axiosContent(data: Literal | undefined): Content {
  if (!data) return {};
  if (data.kind === 'object' || data.kind === 'list') return { text: jsonFrom(data), contentType: 'application/json' };
  const text = formFrom(data);
  return text === undefined ? {} : { text, contentType: 'application/x-www-form-urlencoded' };
}

/** got, ky and ofetch name the kind of the body. */
function contentOf(config: Members): Content {
  const json = config.get('json');
  if (json) return { text: jsonFrom(json), contentType: 'application/json' };
  const form = formFrom(config.get('form'));
  if (form !== undefined) return { text: form, contentType: 'application/x-www-form-urlencoded' };
  const body = config.get('body');
  if (body?.kind === 'object') return { text: jsonFrom(body), contentType: 'application/json' };
  const text = body && formFrom(body);
  return text === undefined ? {} : { text };
}
