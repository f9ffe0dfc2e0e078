// What curlconverter reads from a `curl` command, and what we read, in one form that can be compared.
import { parseCurl } from '../../src/request/importers/curl.ts';
import { formatMultipart } from '../../src/request/multipart.ts';

interface Essence {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string | undefined;
  readonly follows: boolean;
  readonly verifies: boolean;
  readonly digest: string | undefined;
}

/** Undefined where curlconverter cannot read the command, or where this machine has no build of its parser. */
export async function loadOracle(): Promise<((command: string) => Essence[] | undefined) | undefined> {
  // Its other files need the native parser too, but this one has the least around it. It has no types of its own.
  const file = import.meta.resolve('curlconverter').replace(/index\.js$/, 'parse.js');
  try {
    const { parse } = (await import(file)) as { parse: (command: string) => unknown[] };
    return command => {
      try {
        return (parse(command) as TheirRequest[]).flatMap(essenceOfTheirs);
      } catch {
        return undefined;
      }
    };
  } catch {
    return undefined;
  }
}

export function ours(command: string): Essence[] {
  return parseCurl(command).requests.map(({ method, url, headers, body, options }) => ({
    method,
    url: normalUrl(url),
    headers: sorted(headers.map(({ name, value }) => [name, value])),
    body: body?.text,
    follows: options?.followRedirects !== false,
    verifies: options?.verifyTls !== false,
    digest: options?.digest && `${options.digest.user}:${options.digest.password}`,
  }));
}

/** A text that may have variables of the shell in it. */
interface Word {
  readonly tokens: readonly (string | { readonly value: string })[];
}

interface TheirRequest {
  readonly urls: readonly { readonly url: Word; readonly method: Word; readonly auth?: readonly [Word, Word] }[];
  readonly authType: string;
  readonly oauth2Bearer?: Word;
  readonly headers: { readonly headers: readonly (readonly [Word, Word | null])[] };
  readonly data?: Word;
  readonly compressed?: boolean;
  readonly insecure?: boolean;
  readonly followRedirects?: boolean;
  readonly multipartUploads?: readonly { readonly name: Word; readonly content?: Word }[];
}

function essenceOfTheirs(request: TheirRequest): Essence[] {
  return request.urls.map(({ url, method, auth }) => {
    const headers = request.headers.headers.flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[textOf(name), textOf(value)]],
    );
    const removed = request.headers.headers
      .filter(([, value]) => value === null)
      .map(([name]) => textOf(name).toLowerCase());
    const add = (name: string, value: string) => {
      const isThere = headers.some(([known]) => known.toLowerCase() === name.toLowerCase());
      if (!isThere && !removed.includes(name.toLowerCase())) headers.push([name, value]);
    };
    if (request.multipartUploads) add('Content-Type', 'multipart/form-data; boundary=----why401-form-boundary');
    if (auth && request.authType === 'basic')
      add('Authorization', `Basic ${Buffer.from(auth.map(textOf).join(':')).toString('base64')}`);
    if (request.compressed) add('Accept-Encoding', 'deflate, gzip, br, zstd');
    const parts = request.multipartUploads?.map(({ name, content }) => ({
      name: textOf(name),
      value: content ? textOf(content) : '',
    }));
    return {
      method: textOf(method),
      url: normalUrl(textOf(url)),
      headers: sorted(headers),
      body: parts ? formatMultipart(parts, '----why401-form-boundary').text : request.data && textOf(request.data),
      follows: request.followRedirects === true,
      verifies: request.insecure !== true,
      digest: auth && request.authType === 'digest' ? auth.map(textOf).join(':') : undefined,
    };
  });
}

function textOf(word: Word): string {
  return word.tokens
    .map(token => (typeof token === 'string' ? token : `{{${token.value.replace(/^\$\{?|\}$/g, '')}}}`))
    .join('');
}

/** Headers of one name are one header for curlconverter; curl sends them as they are given. */
function sorted(headers: readonly (readonly [string, string])[]): string[] {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers)
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  return [...values]
    .map(([name, all]) => `${name}: ${all.join(/^(?:cookie|content-type)$/.test(name) ? '; ' : ', ')}`)
    .sort();
}

function normalUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
