// Reads `curl` commands for a Bourne shell: what the browser's "Copy as cURL" gives, and what documentation shows. The
// arity of every option is known, so that no value is taken for the URL. Files that a command names are read where the
// caller says how.

import { encodeBase64 } from '../../auth/base64.ts';
import { encodeBasic } from '../../auth/schemes/basic.ts';
import { joinPieces } from '../body-pieces.ts';
import type { CodeCall } from '../code-calls.ts';
import { type Given, readOptions } from '../curl-arguments.ts';
import {
  type CurlContext,
  encodeQuery,
  type ReadFile,
  readData,
  readFile,
  readForm,
  readText,
} from '../curl-content.ts';
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import type { Body, Header } from '../model.ts';
import type { RequestProblem } from '../problem.ts';
import type { SendOptions } from '../sender.ts';
import { type Command, parseShell } from '../shell.ts';

export const curl: Importer = {
  id: 'curl',
  title: 'cURL command (bash)',
  recognises: text => /^\s*(?:[$#>%]\s+)?(?:sudo\s+)?curl(?:\.exe)?\s/.test(text.slice(0, 2000)),
  parse: text => parseCurl(text),
};

export function parseCurl(text: string, file?: ReadFile): Imported {
  const script = parseShell(text);
  const problems: RequestProblem[] = [...script.problems];
  const requests = script.commands.flatMap(command => readCurlCommand(command, problems, file));
  if (requests.length === 0 && problems.length === 0)
    problems.push({ code: 'no-curl', severity: 'error', message: 'No "curl" command was found' });
  return { requests, problems };
}

/** The command that an offset of a shell script, or of a document with commands in it, is in. */
export function findCurlCommand(text: string, offset: number): CodeCall | undefined {
  const starts = /^[ \t]{0,40}(?:[$#>][ \t]{1,9})?(?:sudo[ \t]{1,9}|\w{1,40}=\$\(){0,2}curl(?:\.exe)?[ \t]/gm;
  let start: number | undefined;
  for (const { index } of text.matchAll(starts)) if (index <= offset) start = index;
  if (start === undefined) return undefined;
  const [command] = parseShell(text.slice(start, start + longestCommand)).commands;
  const end = start + (command?.words.at(-1)?.span.end ?? 0);
  const [request] = command ? readCurlCommand(command, []) : [];
  return request && offset <= end ? { span: { start, end }, request } : undefined;
}

const longestCommand = 100_000;

export function readCurlCommand(command: Command, problems: RequestProblem[], file?: ReadFile): ImportedRequest[] {
  // A prompt, `sudo` or `time` may stand before it.
  const at = command.words.findIndex(word => /^(?:.*[/\\])?curl(?:\.exe)?$/.test(word.text));
  if (at < 0 || at > 3) return [];
  const groups = readOptions(command.words.slice(at + 1), problems);
  const context: CurlContext = { problems, input: command.input, file };
  return groups.flatMap(options => buildRequests(options, context));
}

function buildRequests(given: readonly Given[], context: CurlContext): ImportedRequest[] {
  const { problems } = context;
  const all = (name: string) => given.filter(option => option.name === name).map(option => option.value);
  const last = (name: string) => all(name).at(-1);
  const has = (name: string) => given.some(option => option.name === name);
  const scheme = last('proto-default');
  const urls = all('url').map(url => completeUrl(url, scheme));
  if (urls.length === 0) {
    const message = 'The command has no URL: it may be cut, or a quote may be missing';
    problems.push({ code: 'no-url', severity: 'error', message, ...(given[0] ? { span: given[0].word.span } : {}) });
  }
  for (const option of given) reportUnsupported(option, context);
  const data = readData(given, context);
  const form = readForm(given, context);
  const upload = given.findLast(option => option.name === 'upload-file');
  const inUrl = has('get') ? data?.text : undefined;
  const body =
    inUrl === undefined
      ? (form?.body ?? data ?? (upload && joinPieces([readFile(upload, upload.value, context)])))
      : undefined;
  const method = last('request') ?? (has('head') ? 'HEAD' : upload ? 'PUT' : body === undefined ? 'GET' : 'POST');
  const headers = readHeaders(given, contentTypeFor(given, body, form?.boundary), form?.boundary, context);
  const options = readSendOptions(given, context);
  const isHttp2 = has('http2') || has('http2-prior-knowledge');
  const version = has('http1.0') ? { httpVersion: 'HTTP/1.0' } : isHttp2 ? { httpVersion: 'HTTP/2' } : {};
  const queries = [inUrl, ...all('url-query').map(encodeQuery)].filter(part => part !== undefined);
  return urls.map(url => ({
    method,
    url: queries.reduce((address, query) => addQuery(address, query), url),
    headers,
    ...(body === undefined ? {} : { body }),
    ...version,
    options,
  }));
}

/** What curl says of the body where no `--header` does; nothing of an uploaded file. */
function contentTypeFor(given: readonly Given[], body: Body | undefined, boundary?: string): string | undefined {
  if (given.some(({ name }) => name === 'json')) return 'application/json';
  if (body === undefined) return undefined;
  if (boundary !== undefined) return `multipart/form-data; boundary=${boundary}`;
  return given.some(({ name }) => /^data/.test(name)) ? 'application/x-www-form-urlencoded' : undefined;
}

function completeUrl(url: string, scheme = 'http'): string {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\{\{)/i.test(url) ? url : `${scheme}://${url}`;
}

/** curl adds an empty query too, where there is one already. */
function addQuery(url: string, query: string): string {
  const hash = url.indexOf('#');
  const base = hash < 0 ? url : url.slice(0, hash);
  if (query === '' && !base.includes('?')) return url;
  return `${base}${base.includes('?') ? '&' : '?'}${query}${hash < 0 ? '' : url.slice(hash)}`;
}

/** In curl's own order: what options set, then `--header`, which overrules them and with `Name:` removes. */
function readHeaders(
  given: readonly Given[],
  contentType: string | undefined,
  boundary: string | undefined,
  context: CurlContext,
): Header[] {
  const written: Header[] = [];
  const removed = new Set<string>();
  for (const { line, option } of headerLines(given, context)) {
    const match = /^([^:;]{1,200})([:;])(.*)$/s.exec(line);
    if (!match) {
      const message = 'A "--header" has no colon: write it as "Name: value"';
      context.problems.push({ code: 'header-line', severity: 'warning', message, span: option.word.span });
      continue;
    }
    const [, name = '', mark, rest = ''] = match;
    const value = rest.trim();
    if (mark === ';') {
      if (value === '') written.push({ name: name.trim(), value: '' });
    } else if (value === '') removed.add(name.trim().toLowerCase());
    else written.push({ name: name.trim(), value });
  }
  const isType = ({ name }: Header) => name.toLowerCase() === 'content-type';
  const types = boundary === undefined ? [] : written.filter(isType);
  const fields = boundary === undefined ? written : written.filter(header => !isType(header));
  const overruled = (name: string) =>
    removed.has(name.toLowerCase()) || fields.some(header => header.name.toLowerCase() === name.toLowerCase());
  const own = headersOfOptions(given).filter(header => !overruled(header.name));
  const after: Header[] = [];
  // curl adds the boundary to whatever type a form was given.
  if (types[0]) after.push({ name: types[0].name, value: `${types[0].value}; boundary=${boundary}` });
  else if (contentType !== undefined && (boundary !== undefined || !overruled('Content-Type')))
    after.push({ name: 'Content-Type', value: contentType });
  if (given.some(({ name }) => name === 'json') && !overruled('Accept'))
    after.push({ name: 'Accept', value: 'application/json' });
  return [...own, ...fields, ...after];
}

/** `--header @file` has one on each line. */
function headerLines(
  given: readonly Given[],
  context: CurlContext,
): { readonly line: string; readonly option: Given }[] {
  return given
    .filter(({ name }) => name === 'header')
    .flatMap(option => {
      if (!option.value.startsWith('@')) return [{ line: option.value, option }];
      const lines = readText(option, option.value.slice(1), context).split(/\r?\n/);
      return lines.filter(line => line.trim() !== '').map(line => ({ line, option }));
    });
}

function headersOfOptions(given: readonly Given[]): Header[] {
  const last = (name: string) => given.findLast(option => option.name === name)?.value;
  const headers: Header[] = [];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '') headers.push({ name, value });
  };
  const bearer = last('oauth2-bearer');
  const user = last('user');
  if (bearer !== undefined) add('Authorization', `Bearer ${bearer}`);
  else if (user !== undefined && !otherScheme(given)) add('Authorization', basic(user));
  add('User-Agent', last('user-agent'));
  add('Range', last('range') === undefined ? undefined : `bytes=${last('range')}`);
  if (given.some(option => option.name === 'compressed')) add('Accept-Encoding', 'deflate, gzip, br, zstd');
  add('Referer', last('referer')?.replace(/;auto$/, ''));
  const cookies = given.filter(option => option.name === 'cookie' && option.value.includes('='));
  add('Cookie', cookies.map(option => option.value.trim()).join('; '));
  return headers;
}

/** curl splits at the first colon; a name alone makes it ask for the password. */
function basic(user: string): string {
  const colon = user.indexOf(':');
  return `Basic ${encodeBasic(colon < 0 ? user : user.slice(0, colon), colon < 0 ? '' : user.slice(colon + 1))}`;
}

function otherScheme(given: readonly Given[]): boolean {
  return given.some(option => ['digest', 'ntlm', 'negotiate', 'aws-sigv4'].includes(option.name));
}

function readSendOptions(given: readonly Given[], context: CurlContext): SendOptions {
  const last = (name: string) => given.findLast(option => option.name === name)?.value;
  const has = (name: string) => given.some(option => option.name === name);
  const proxy = proxyOf(given);
  const proxyUser = last('proxy-user');
  const seconds = Number(last('max-time') ?? '');
  const user = last('user');
  const noProxy = last('noproxy')
    ?.split(',')
    .map(host => host.trim())
    .filter(host => host !== '');
  return {
    followRedirects: has('location') || has('location-trusted'),
    ...(has('insecure') ? { verifyTls: false } : {}),
    ...(proxy
      ? {
          proxy: {
            url: withLogin(proxy, proxyUser),
            ...(noProxy ? { noProxy } : {}),
          },
        }
      : {}),
    ...(seconds > 0 ? { timeout: seconds * 1000 } : {}),
    ...(has('digest') && user !== undefined
      ? { digest: { user: user.split(':', 1)[0] ?? '', password: user.slice(user.indexOf(':') + 1) } }
      : {}),
    ...readCertificates(given, context),
    ...(user !== undefined && isForAws(last('aws-sigv4'))
      ? { aws: readAws(last('aws-sigv4') ?? '', user, given) }
      : {}),
  };
}

/** The last one counts, of whatever kind; a SOCKS proxy has options of its own. */
function proxyOf(given: readonly Given[]): string | undefined {
  const option = given.findLast(({ name }) => name === 'proxy' || socks.has(name));
  if (!option || option.value === '') return undefined;
  const scheme = socks.get(option.name) ?? 'http';
  return option.value.includes('://') ? option.value : `${scheme}://${option.value}`;
}

/** Where the address has none of its own. */
function withLogin(address: string, user: string | undefined): string {
  if (user === undefined || !URL.canParse(address)) return address;
  const url = new URL(address);
  const colon = user.indexOf(':');
  url.username = encodeURIComponent(colon < 0 ? user : user.slice(0, colon));
  url.password = colon < 0 ? '' : encodeURIComponent(user.slice(colon + 1));
  return url.href.replace(/\/$/, '');
}

const socks = new Map([
  ['socks5', 'socks5'],
  ['socks5-hostname', 'socks5h'],
]);

/** `provider1[:provider2[:region[:service]]]` */
function isForAws(value: string | undefined): boolean {
  return value !== undefined && /^aws(?::|$)/.test(value);
}

/** A session token is a header of its own for curl. */
function readAws(value: string, user: string, given: readonly Given[]): NonNullable<SendOptions['aws']> {
  const [, , region, service] = value.split(':');
  const colon = user.indexOf(':');
  const token = given
    .filter(({ name }) => name === 'header')
    .map(option => /^x-amz-security-token:\s*(\S+)/i.exec(option.value)?.[1])
    .find(found => found !== undefined);
  return {
    accessKeyId: colon < 0 ? user : user.slice(0, colon),
    secretAccessKey: colon < 0 ? '' : user.slice(colon + 1),
    ...(token ? { sessionToken: token } : {}),
    ...(region ? { region } : {}),
    ...(service ? { service } : {}),
  };
}

/** The files of `--cacert`, `--cert` and `--key`, where files are read. A password may follow the name of the file. */
function readCertificates(given: readonly Given[], context: CurlContext): SendOptions {
  const { file } = context;
  if (!file) return {};
  const last = (name: string) => given.findLast(option => option.name === name);
  const [authority, certificate, key] = [last('cacert'), last('cert'), last('key')];
  const [, path = '', password] = /^((?:[A-Za-z]:[\\/])?[^:]*)(?::(.*))?$/s.exec(certificate?.value ?? '') ?? [];
  const passphrase = last('pass')?.value ?? password;
  const isPkcs12 = /^p12$/i.test(last('cert-type')?.value ?? '') || /\.(?:p12|pfx)$/i.test(path);
  const bytes = certificate && isPkcs12 ? file(path) : undefined;
  const cert = certificate && !isPkcs12 ? readText(certificate, path, context) : undefined;
  return {
    ...(authority ? { certificateAuthorities: [readText(authority, authority.value, context)] } : {}),
    ...(certificate
      ? {
          clientCertificate: {
            ...(cert === undefined ? {} : { cert, key: key ? readText(key, key.value, context) : cert }),
            ...(bytes ? { pfx: encodeBase64(bytes) } : {}),
            ...(passphrase === undefined ? {} : { passphrase }),
          },
        }
      : {}),
  };
}

/** Options that change what is sent, or how, and that have no equal here. */
const unsupported: Record<string, string> = {
  'aws-sigv4': 'only signatures for "aws" are computed',
  cacert: 'add that certificate to the trusted ones',
  cert: 'choose the client certificate for this host',
  config: 'its file is not read',
  'connect-to': 'the host is looked up as usual',
  key: 'choose the client certificate for this host',
  negotiate: 'Negotiate is not supported',
  netrc: 'the file .netrc is not read',
  'netrc-file': 'its file is not read',
  ntlm: 'NTLM is not supported',
  preproxy: 'only one proxy is used',
  'proxy-header': 'the proxy gets no such header',
  'request-target': 'the target is that of the URL',
  resolve: 'the host is looked up as usual',
  socks4: 'of SOCKS proxies, only version 5 is spoken',
  'unix-socket': 'the host is connected to as usual',
};

/** These are read where files are. */
const certificates = new Set(['cacert', 'cert', 'key']);

function reportUnsupported({ name, value, word }: Given, { problems, file }: CurlContext): void {
  if ((file && certificates.has(name)) || (name === 'aws-sigv4' && isForAws(value))) return;
  const consequence = name === 'cookie' && !value.includes('=') ? 'cookie files are not read' : unsupported[name];
  if (consequence === undefined) return;
  problems.push({
    code: 'unsupported-option',
    severity: 'warning',
    message: `"--${name}" has no effect here: ${consequence}`,
    span: word.span,
  });
}
