import { html } from 'lit';

/** Headers that a person writes, those of authentication first. */
const names = [
  'Authorization',
  'X-Api-Key',
  'Cookie',
  'DPoP',
  'Proxy-Authorization',
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Cache-Control',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'Ocp-Apim-Subscription-Key',
  'Origin',
  'Prefer',
  'Range',
  'Referer',
  'traceparent',
  'User-Agent',
  'X-CSRF-Token',
  'X-Request-Id',
  'X-Requested-With',
];

const values: Readonly<Record<string, readonly string[]>> = {
  accept: ['application/json', 'application/problem+json', 'application/xml', 'text/html', 'text/plain', '*/*'],
  'accept-encoding': ['gzip', 'br', 'gzip, deflate, br, zstd', 'identity'],
  authorization: ['Bearer ', 'Basic ', 'Digest ', 'DPoP ', 'Token ', 'ApiKey '],
  'cache-control': ['no-cache', 'no-store', 'max-age=0'],
  'content-type': [
    'application/json',
    'application/x-www-form-urlencoded',
    'application/xml',
    'application/octet-stream',
    'text/plain',
  ],
  'x-requested-with': ['XMLHttpRequest'],
};

/** What the fields for names and values offer. */
export const headerLists = html`<datalist id="header-names">${names.map(option)}</datalist>
  ${Object.entries(values).map(([name, offered]) => html`<datalist id="values-${name}">${offered.map(option)}</datalist>`)}`;

export function valueListOf(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  return Object.hasOwn(values, lower) ? `values-${lower}` : undefined;
}

function option(value: string) {
  return html`<option value=${value}></option>`;
}
