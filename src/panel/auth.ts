// How a request signs in, as the form shows and changes it: read from the request, and written into it in its place.
import { decodeBasic, encodeBasic } from '../auth/schemes/basic.ts';
import { isCredentialHeader, isCredentialParameter } from '../request/credential-fields.ts';
import { headerValue } from '../request/model.ts';
import { decodePercent } from '../request/percent.ts';
import type { SendOptions } from '../request/sender.ts';
import type { RequestFields } from './form.ts';
import type { AuthEdit, AuthKind, AuthView } from './protocol.ts';

export interface Auth {
  readonly kind: AuthKind;
  readonly values: Readonly<Record<string, string>>;
}

export interface Signed {
  readonly fields: RequestFields;
  readonly options: SendOptions;
}

const none: Auth = { kind: 'none', values: {} };
const secrets = new Set(['token', 'password', 'key', 'secretAccessKey', 'sessionToken']);

export function readAuth({ fields: { url, headers }, options: { digest, aws } }: Signed): Auth {
  if (aws) {
    const { clockSkew: _measured, ...values } = aws;
    return { kind: 'aws', values };
  }
  if (digest) return { kind: 'digest', values: { ...digest } };
  const authorization = headerValue(headers, 'Authorization');
  return authorization?.trim() ? readAuthorization(authorization) : readKey(url, headers);
}

/** Without its secrets. */
export function presentAuth({ kind, values }: Auth, id: number): AuthView {
  const all = Object.entries(values);
  // Many APIs take their key for the user name, and no password.
  const isSecret = (name: string) => secrets.has(name) || (name === 'user' && values.password === '');
  return {
    id,
    kind,
    values: Object.fromEntries(all.filter(([name]) => !isSecret(name))),
    secrets: all.flatMap(([name, value]) => (isSecret(name) && value !== '' ? [name] : [])),
  };
}

/** What is not complete yet takes the place of nothing else. */
export function writeAuth(signed: Signed, { kind, values }: AuthEdit): Signed {
  const before = readAuth(signed);
  const { fields, options, at, id } = without(signed, before);
  const value = (name: string) => values[name]?.trim() ?? '';
  const { user = '', password = '' } = values;
  const header = (name: string, text: string): Signed => {
    const others = fields.headers.filter(other => other.name.toLowerCase() !== name.toLowerCase());
    const headers = [...others.slice(0, at), { id, name, value: text }, ...others.slice(at)];
    return { fields: { ...fields, headers }, options };
  };
  const unfinished = before.kind === kind ? { fields, options } : signed;
  switch (kind) {
    case 'none':
      return { fields, options };
    case 'bearer':
      return value('token') === '' ? unfinished : header('Authorization', `Bearer ${value('token')}`);
    case 'basic':
      return user + password === '' ? unfinished : header('Authorization', `Basic ${encodeBasic(user, password)}`);
    case 'digest':
      return user === '' ? unfinished : { fields, options: { ...options, digest: { user, password } } };
    case 'aws': {
      const [accessKeyId = '', secretAccessKey = ''] = ['accessKeyId', 'secretAccessKey'].map(value);
      if (accessKeyId === '' || secretAccessKey === '') return unfinished;
      const more = ['region', 'service', 'sessionToken'].flatMap(name => (value(name) ? [[name, value(name)]] : []));
      return { fields, options: { ...options, aws: { accessKeyId, secretAccessKey, ...Object.fromEntries(more) } } };
    }
    case 'api-key': {
      const [name = '', key = ''] = ['name', 'key'].map(value);
      if (name === '' || key === '') return unfinished;
      if (values.in === 'query') return { fields: { ...fields, url: withParameter(fields.url, name, key) }, options };
      if (values.in !== 'cookie') return header(name, key);
      const cookies = headerValue(fields.headers, 'Cookie') ?? '';
      return header('Cookie', [...pairsOf(cookies, ';'), `${name}=${key}`].join('; '));
    }
    default:
      return signed;
  }
}

function readAuthorization(value: string): Auth {
  const [, scheme = '', rest = ''] = /^\s*([A-Za-z][\w-]{0,40}) +(\S.*)$/s.exec(value) ?? [];
  if (/^bearer$/i.test(scheme)) return { kind: 'bearer', values: { token: rest } };
  const login = /^basic$/i.test(scheme) ? decodeBasic(rest.trim()) : undefined;
  if (login && !login.problems.includes('no-colon'))
    return { kind: 'basic', values: { user: login.user, password: login.password } };
  return { kind: 'other', values: scheme === '' ? {} : { scheme } };
}

function readKey(url: string, headers: RequestFields['headers']): Auth {
  const key = (place: string, name: string, text: string): Auth => ({
    kind: 'api-key',
    values: { in: place, name, key: text },
  });
  const header = headers.find(({ name }) => isKey(name.trim()));
  if (header) return key('header', header.name.trim(), header.value);
  const parameters = pairsOf(queryOf(url).query, '&').map(nameAndValue);
  const parameter = parameters.find(([name]) => isCredentialParameter(decodePercent(name)));
  if (parameter) return key('query', ...(parameter.map(decodePercent) as [string, string]));
  const cookies = pairsOf(headerValue(headers, 'Cookie') ?? '', ';').map(nameAndValue);
  const cookie = cookies.find(([name]) => isKey(name));
  return cookie ? key('cookie', ...cookie) : none;
}

/** What keeps a session or guards a form is no key. */
function isKey(name: string): boolean {
  return isCredentialHeader(name) && !/cookie|authoriz|dpop|csrf|xsrf|^sec-|sess/i.test(name);
}

/** The request without those credentials; `at` is where their header stood, and `id` what it was called. */
function without({ fields, options }: Signed, { kind, values }: Auth): Signed & { at: number; id: string } {
  const { digest, aws, ...rest } = options;
  const place = kind === 'api-key' ? values.in : 'header';
  const name = (kind === 'api-key' ? (values.name ?? '') : 'authorization').toLowerCase();
  const cookie = (text: string) => pairsOf(text, ';').filter(pair => nameAndValue(pair)[0].toLowerCase() !== name);
  const gone = new Set(place === 'header' ? [name, ...(kind === 'other' ? ['dpop'] : [])] : []);
  const index = fields.headers.findIndex(header => gone.has(header.name.trim().toLowerCase()));
  const headers = fields.headers
    .filter(header => !gone.has(header.name.trim().toLowerCase()))
    .map(header =>
      place === 'cookie' && /^cookie$/i.test(header.name.trim())
        ? { ...header, value: cookie(header.value).join('; ') }
        : header,
    )
    .filter(header => !(/^cookie$/i.test(header.name) && header.value === ''));
  const url = place === 'query' ? withoutParameter(fields.url, values.name ?? '') : fields.url;
  return {
    fields: { ...fields, url, headers },
    options: rest,
    at: index < 0 ? headers.length : index,
    id: fields.headers[index]?.id ?? freshId(headers),
  };
}

function freshId(headers: RequestFields['headers']): string {
  let number = 1;
  while (headers.some(({ id }) => id === `auth-${number}`)) number++;
  return `auth-${number}`;
}

function queryOf(url: string): { readonly before: string; readonly query: string; readonly after: string } {
  const [, before = '', query = '', after = ''] = /^([^?#]*)(?:\?([^#]*))?(.*)$/s.exec(url) ?? [];
  return { before, query, after };
}

function withParameter(url: string, name: string, value: string): string {
  const { before, query, after } = queryOf(withoutParameter(url, name));
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  return `${before}?${[...pairsOf(query, '&'), pair].join('&')}${after}`;
}

function withoutParameter(url: string, name: string): string {
  const { before, query, after } = queryOf(url);
  const others = pairsOf(query, '&').filter(pair => decodePercent(nameAndValue(pair)[0]) !== name);
  return before + (others.length > 0 ? `?${others.join('&')}` : '') + after;
}

function pairsOf(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map(pair => pair.trim())
    .filter(pair => pair !== '');
}

function nameAndValue(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
