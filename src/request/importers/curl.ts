// Reads `curl` commands for a Bourne shell: what the browser's "Copy as cURL" gives, and what documentation shows. The
// arity of every option is known, so that no value is taken for the URL. Files that a command names are not read.
import { encodeBasic } from '../../auth/schemes/basic.ts';
import { optionsWithValue, plainOptions, shortOptions } from '../curl-options.ts';
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import type { Header } from '../model.ts';
import { encodeForm, formatMultipart, formBoundary, type Part } from '../multipart.ts';
import type { RequestProblem } from '../problem.ts';
import type { SendOptions } from '../sender.ts';
import { type Command, parseShell, type Word } from '../shell.ts';

export const curl: Importer = {
  id: 'curl',
  title: 'cURL command (bash)',
  recognises: text => /^\s*(?:[$#>%]\s+)?(?:sudo\s+)?curl(?:\.exe)?\s/.test(text.slice(0, 2000)),
  parse: parseCurl,
};

export function parseCurl(text: string): Imported {
  const script = parseShell(text);
  const problems: RequestProblem[] = [...script.problems];
  const requests = script.commands.flatMap(command => readCurlCommand(command, problems));
  if (requests.length === 0 && problems.length === 0)
    problems.push({ code: 'no-curl', severity: 'error', message: 'No "curl" command was found' });
  return { requests, problems };
}

export function readCurlCommand(command: Command, problems: RequestProblem[]): ImportedRequest[] {
  // A prompt, `sudo` or `time` may stand before it.
  const at = command.words.findIndex(word => /^(?:.*[/\\])?curl(?:\.exe)?$/.test(word.text));
  if (at < 0 || at > 3) return [];
  const groups = readOptions(command.words.slice(at + 1), problems);
  return groups.flatMap(options => buildRequests(options, command.input, problems));
}

interface Given {
  readonly name: string;
  readonly value: string;
  readonly word: Word;
}

/** One list for each side of `--next`. A URL is the option `url`, as curl has it. */
function readOptions(words: readonly Word[], problems: RequestProblem[]): Given[][] {
  const groups: Given[][] = [[]];
  let onlyUrls = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    const push = (name: string, value: string) => {
      if (name === 'next') groups.push([]);
      else groups.at(-1)?.push({ name, value, word });
    };
    const take = () => words[++i]?.text ?? '';
    if (onlyUrls || !word.text.startsWith('-') || word.text === '-') push('url', word.text);
    else if (word.text === '--') onlyUrls = true;
    else if (word.text.startsWith('--')) readLong(word, words[i + 1], push, take, problems);
    else readShort(word, push, take, problems);
  }
  return groups;
}

type Push = (name: string, value: string) => void;

/** `--name`, `--no-name`, `--name value` and, as other tools have it, `--name=value`. */
function readLong(
  word: Word,
  next: Word | undefined,
  push: Push,
  take: () => string,
  problems: RequestProblem[],
): void {
  const equals = word.text.indexOf('=');
  const written = word.text.slice(2, equals < 0 ? undefined : equals);
  const name = fullName(written);
  if (name !== undefined && optionsWithValue.has(name)) push(name, equals < 0 ? take() : word.text.slice(equals + 1));
  else if (name !== undefined) push(name, '');
  else if (!(written.startsWith('no-') && fullName(written.slice(3)))) {
    problems.push(notUnderstood(`--${written}`, word));
    // The value of an option that is not known must not become the URL.
    if (equals < 0 && next && !next.text.startsWith('-') && !looksLikeUrl(next.text)) take();
  }
}

/** curl takes any beginning of a long name that fits one only. */
function fullName(written: string): string | undefined {
  if (optionsWithValue.has(written) || plainOptions.has(written)) return written;
  if (written.length < 3) return undefined;
  const fitting = [...optionsWithValue, ...plainOptions].filter(name => name.startsWith(written));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** `-sSLkX POST`, `-XPOST` */
function readShort(word: Word, push: Push, take: () => string, problems: RequestProblem[]): void {
  for (let i = 1; i < word.text.length; i++) {
    const name = shortOptions[word.text[i] ?? ''];
    if (name === undefined) problems.push(notUnderstood(`-${word.text[i]}`, word));
    else if (optionsWithValue.has(name)) {
      const rest = word.text.slice(i + 1);
      push(name, rest === '' ? take() : rest);
      return;
    } else push(name, '');
  }
}

function notUnderstood(option: string, { span }: Word): RequestProblem {
  return {
    code: 'unknown-option',
    severity: 'warning',
    message: `"${option}" is no option of curl that is known here: it was left out`,
    span,
  };
}

function looksLikeUrl(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|localhost\b|\{\{|[\w-]{1,63}\.[\w-])/i.test(text);
}

function buildRequests(
  given: readonly Given[],
  input: string | undefined,
  problems: RequestProblem[],
): ImportedRequest[] {
  const all = (name: string) => given.filter(option => option.name === name).map(option => option.value);
  const last = (name: string) => all(name).at(-1);
  const has = (name: string) => given.some(option => option.name === name);
  const scheme = last('proto-default');
  const urls = all('url').map(url => completeUrl(url, scheme));
  if (urls.length === 0) {
    const message = 'The command has no URL: it may be cut, or a quote may be missing';
    problems.push({ code: 'no-url', severity: 'error', message, ...(given[0] ? { span: given[0].word.span } : {}) });
  }
  for (const option of given) reportUnsupported(option, problems);
  const data = readData(given, input, problems);
  const form = readForm(given, problems);
  const inUrl = has('get') ? data.text : undefined;
  const body = inUrl !== undefined ? undefined : (form?.body ?? data.text);
  const method =
    last('request') ?? (has('head') ? 'HEAD' : has('upload-file') ? 'PUT' : body === undefined ? 'GET' : 'POST');
  const contentType =
    body === undefined
      ? undefined
      : (form?.contentType ?? (has('json') ? 'application/json' : 'application/x-www-form-urlencoded'));
  const headers = readHeaders(
    given,
    has('json') ? (contentType ?? 'application/json') : contentType,
    has('json'),
    problems,
  );
  const options = readSendOptions(given);
  const version = has('http1.0') ? { httpVersion: 'HTTP/1.0' } : {};
  const queries = [inUrl, ...all('url-query').map(encodeQuery)].filter(part => part !== undefined && part !== '');
  return urls.map(url => ({
    method,
    url: queries.reduce<string>((address, query) => addQuery(address, query ?? ''), url),
    headers,
    ...(body === undefined ? {} : { body: { text: body } }),
    ...version,
    options,
  }));
}

function completeUrl(url: string, scheme = 'http'): string {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\{\{)/i.test(url) ? url : `${scheme}://${url}`;
}

function addQuery(url: string, query: string): string {
  const hash = url.indexOf('#');
  const base = hash < 0 ? url : url.slice(0, hash);
  return `${base}${base.includes('?') ? '&' : '?'}${query}${hash < 0 ? '' : url.slice(hash)}`;
}

/** The `--data` family. curl joins all of them with `&`, but those of `--json` with nothing. */
function readData(given: readonly Given[], input: string | undefined, problems: RequestProblem[]): { text?: string } {
  let text: string | undefined;
  for (const option of given) {
    const value = dataOf(option, input, problems);
    if (value === undefined) continue;
    text = text === undefined ? value : `${text}${option.name === 'json' ? '' : '&'}${value}`;
  }
  return text === undefined ? {} : { text };
}

function dataOf(option: Given, input: string | undefined, problems: RequestProblem[]): string | undefined {
  const { name, value } = option;
  if (name === 'data-raw') return value;
  if (name === 'data' || name === 'data-ascii' || name === 'data-binary' || name === 'json') {
    if (!value.startsWith('@')) return value;
    const file = readFile(option, value.slice(1), input, problems);
    return name === 'data' || name === 'data-ascii' ? file.replace(/[\r\n]/g, '') : file;
  }
  if (name !== 'data-urlencode') return undefined;
  // content, =content, name=content, @file, name@file
  const at = value.search(/[=@]/);
  if (at < 0) return encodeForm(value);
  const field = at === 0 ? '' : `${value.slice(0, at)}=`;
  const rest = value.slice(at + 1);
  return field + encodeForm(value[at] === '=' ? rest : readFile(option, rest, input, problems));
}

function encodeQuery(value: string): string {
  if (value.startsWith('+')) return value.slice(1);
  const equals = value.indexOf('=');
  if (equals < 0) return encodeForm(value);
  return equals === 0 ? encodeForm(value.slice(1)) : `${value.slice(0, equals)}=${encodeForm(value.slice(equals + 1))}`;
}

/** `@-` is the standard input, which a here-document may give. Other files become a reference that has to be filled in. */
function readFile(option: Given, file: string, input: string | undefined, problems: RequestProblem[]): string {
  if (file === '-' && input !== undefined) return input;
  const message = `"--${option.name}" takes its value from the file "${file}", which is not read: put its content here`;
  problems.push({ code: 'file', severity: 'warning', message, span: option.word.span });
  return '';
}

function readForm(
  given: readonly Given[],
  problems: RequestProblem[],
): { body: string; contentType: string } | undefined {
  const parts: Part[] = [];
  for (const option of given) {
    if (option.name !== 'form' && option.name !== 'form-string') continue;
    const equals = option.value.indexOf('=');
    const name = option.value.slice(0, Math.max(equals, 0));
    const value = option.value.slice(equals + 1);
    parts.push(option.name === 'form-string' ? { name, value } : readPart(name, value, option, problems));
  }
  if (parts.length === 0) return undefined;
  const boundary = formBoundary(parts);
  return { body: formatMultipart(parts, boundary), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** value;type=…;filename=…, with @file and <file for the value */
function readPart(name: string, written: string, option: Given, problems: RequestProblem[]): Part {
  const [value = '', ...settings] = written.split(';');
  const setting = (key: string) =>
    settings
      .find(one => one.trim().startsWith(`${key}=`))
      ?.trim()
      .slice(key.length + 1);
  const fromFile = value.startsWith('@') || value.startsWith('<');
  const file = value.slice(1);
  const filename = setting('filename') ?? (value.startsWith('@') ? file.replace(/^.*[/\\]/, '') : undefined);
  const type = setting('type');
  return {
    name,
    value: fromFile ? readFile(option, file, undefined, problems) : value,
    ...(filename === undefined ? {} : { filename: filename.replace(/^"|"$/g, '') }),
    ...(type === undefined ? {} : { contentType: type }),
  };
}

/** In curl's own order: what options set, then `--header`, which overrules them and with `Name:` removes. */
function readHeaders(
  given: readonly Given[],
  contentType: string | undefined,
  json: boolean,
  problems: RequestProblem[],
): Header[] {
  const written: Header[] = [];
  const removed = new Set<string>();
  for (const option of given) {
    if (option.name !== 'header') continue;
    if (option.value.startsWith('@')) {
      readFile(option, option.value.slice(1), undefined, problems);
      continue;
    }
    const match = /^([^:;]{1,200})([:;])(.*)$/s.exec(option.value);
    if (!match) {
      problems.push({
        code: 'header-line',
        severity: 'warning',
        message: 'A "--header" has no colon: write it as "Name: value"',
        span: option.word.span,
      });
      continue;
    }
    const [, name = '', mark, rest = ''] = match;
    const value = rest.trim();
    if (mark === ';') {
      if (value === '') written.push({ name: name.trim(), value: '' });
    } else if (value === '') removed.add(name.trim().toLowerCase());
    else written.push({ name: name.trim(), value });
  }
  const overruled = (name: string) =>
    removed.has(name.toLowerCase()) || written.some(header => header.name.toLowerCase() === name.toLowerCase());
  const own = headersOfOptions(given).filter(header => !overruled(header.name));
  const after: Header[] = [];
  if (contentType !== undefined && !overruled('Content-Type')) after.push({ name: 'Content-Type', value: contentType });
  if (json && !overruled('Accept')) after.push({ name: 'Accept', value: 'application/json' });
  return [...own, ...written, ...after];
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

function readSendOptions(given: readonly Given[]): SendOptions {
  const last = (name: string) => given.findLast(option => option.name === name)?.value;
  const has = (name: string) => given.some(option => option.name === name);
  const proxy = last('proxy');
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
            url: proxy.includes('://') ? proxy : `http://${proxy}`,
            ...(noProxy ? { noProxy } : {}),
            ...(proxyUser === undefined ? {} : { authorization: basic(proxyUser) }),
          },
        }
      : {}),
    ...(seconds > 0 ? { timeout: seconds * 1000 } : {}),
    ...(has('digest') && user !== undefined
      ? { digest: { user: user.split(':', 1)[0] ?? '', password: user.slice(user.indexOf(':') + 1) } }
      : {}),
  };
}

/** Options that change what is sent, or how, and that have no equal here. */
const unsupported: Record<string, string> = {
  'aws-sigv4': 'the request is not signed',
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
  socks4: 'SOCKS proxies are not supported',
  socks5: 'SOCKS proxies are not supported',
  'socks5-hostname': 'SOCKS proxies are not supported',
  'unix-socket': 'the host is connected to as usual',
  'upload-file': 'its file is not read: put its content in the body',
};

function reportUnsupported({ name, value, word }: Given, problems: RequestProblem[]): void {
  const consequence = name === 'cookie' && !value.includes('=') ? 'cookie files are not read' : unsupported[name];
  if (consequence === undefined) return;
  problems.push({
    code: 'unsupported-option',
    severity: 'warning',
    message: `"--${name}" has no effect here: ${consequence}`,
    span: word.span,
  });
}
