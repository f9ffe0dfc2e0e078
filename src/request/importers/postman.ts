// Reads Postman collections (v2.0 and v2.1): every request of every folder, with the authorization that it inherits and the
// variables that the collection itself sets. Scripts are not run, and `{{name}}` of an environment stays as it is.
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import { arrayOf, type Json, objectOf, parseObject, textOf } from '../json-values.ts';
import { type Header, headerValue } from '../model.ts';
import { formatMultipart, formBoundary, type Part } from '../multipart.ts';
import type { RequestProblem } from '../problem.ts';
import type { SendOptions } from '../sender.ts';
import { basicTemplate, encodeFormTemplate } from '../templates.ts';

export const postman: Importer = {
  id: 'postman',
  title: 'Postman collection',
  recognises: text => /^\s*\{/.test(text.slice(0, 200)) && /"item"\s{0,9}:/.test(text) && /"info"\s{0,9}:/.test(text),
  parse(text): Imported {
    const problems: RequestProblem[] = [];
    const collection = parseObject(text, problems);
    if (!collection) return { requests: [], problems };
    const variables = new Map(
      arrayOf(collection.variable).map(one => [textOf(one.key ?? one.id) ?? '', textOf(one.value) ?? '']),
    );
    const reader = new CollectionReader(variables, problems);
    reader.readItems(collection, '', undefined, 0);
    if (reader.requests.length === 0)
      problems.push({ code: 'no-request', severity: 'error', message: 'This collection has no request' });
    return { requests: reader.requests, problems };
  },
};

const deepest = 50;

class CollectionReader {
  readonly requests: ImportedRequest[] = [];
  readonly #variables: ReadonlyMap<string, string>;
  readonly #problems: RequestProblem[];

  constructor(variables: ReadonlyMap<string, string>, problems: RequestProblem[]) {
    this.#variables = variables;
    this.#problems = problems;
  }

  /** `inherited` is the authorization of the nearest folder that has one. */
  readItems(folder: Json, path: string, inherited: Json | undefined, depth: number): void {
    const own = objectOf(folder.auth) ?? inherited;
    for (const item of arrayOf(folder.item)) {
      const name = [path, textOf(item.name) ?? ''].filter(part => part !== '').join(' / ');
      if (Array.isArray(item.item)) {
        if (depth < deepest) this.readItems(item, name, own, depth + 1);
      } else if (item.request !== undefined) this.#readRequest(item, name, own);
    }
  }

  #readRequest(item: Json, name: string, inherited: Json | undefined): void {
    const request: Json = typeof item.request === 'string' ? { url: item.request } : (objectOf(item.request) ?? {});
    const url = this.#urlOf(request.url);
    if (url === '') {
      this.#problems.push({
        code: 'no-url',
        severity: 'warning',
        message: `"${name}" was left out: it has no address`,
      });
      return;
    }
    const body = this.#bodyOf(objectOf(request.body), name);
    const headers: Header[] = this.#headersOf(request.header);
    if (body?.contentType !== undefined && headerValue(headers, 'Content-Type') === undefined)
      headers.push({ name: 'Content-Type', value: body.contentType });
    const behavior = objectOf(item.protocolProfileBehavior);
    const authorized = this.#authorize(objectOf(request.auth) ?? inherited, name, url, headers);
    const options: SendOptions = {
      ...authorized.options,
      ...(behavior?.followRedirects === false ? { followRedirects: false } : {}),
      ...(behavior?.strictSSL === false ? { verifyTls: false } : {}),
    };
    this.requests.push({
      name,
      method: (textOf(request.method) || 'GET').toUpperCase(),
      url: authorized.url,
      headers: authorized.headers,
      ...(body === undefined ? {} : { body: { text: body.text } }),
      ...(Object.keys(options).length > 0 ? { options } : {}),
    });
  }

  /** A variable of the collection may name others. */
  #fill(text: string, depth = 0): string {
    return text.replace(/\{\{([^{}]{1,200})\}\}/g, (written, name: string) => {
      const value = this.#variables.get(name.trim());
      return value === undefined || depth > 5 ? written : this.#fill(value, depth + 1);
    });
  }

  #text(value: unknown): string {
    return this.#fill(textOf(value) ?? '');
  }

  /** A text, or an object whose `raw` is that text and whose `variable` fills the `:id` of its path. */
  #urlOf(value: unknown): string {
    const parts = objectOf(value);
    const raw = parts ? (textOf(parts.raw) ?? '') : (textOf(value) ?? '');
    let url = this.#fill(raw.trim());
    for (const one of arrayOf(parts?.variable)) {
      const key = textOf(one.key ?? one.id) ?? '';
      const filled = this.#text(one.value) || `{{${key}}}`;
      url = url.replace(`/:${key}`, `/${filled}`);
    }
    return url === '' || url.includes('://') || url.startsWith('{{') ? url : `http://${url}`;
  }

  #headersOf(value: unknown): Header[] {
    if (typeof value === 'string')
      return value.split(/\r?\n/).flatMap(line => {
        const colon = line.indexOf(':');
        return colon > 0
          ? [{ name: line.slice(0, colon).trim(), value: this.#fill(line.slice(colon + 1).trim()) }]
          : [];
      });
    return enabled(value).map(one => ({ name: this.#text(one.key), value: this.#text(one.value) }));
  }

  #bodyOf(body: Json | undefined, name: string): { text: string; contentType?: string } | undefined {
    switch (body?.mode) {
      case 'raw': {
        const text = this.#text(body.raw);
        const language = textOf(objectOf(objectOf(body.options)?.raw)?.language) ?? '';
        if (text === '') return undefined;
        return { text, contentType: rawTypes[language] ?? 'text/plain' };
      }
      case 'urlencoded': {
        const pairs = enabled(body.urlencoded).map(one =>
          [one.key, one.value].map(part => encodeFormTemplate(this.#text(part))).join('='),
        );
        return { text: pairs.join('&'), contentType: 'application/x-www-form-urlencoded' };
      }
      case 'formdata': {
        const parts = enabled(body.formdata).map(one => this.#partOf(one, name));
        const boundary = formBoundary(parts);
        return {
          text: formatMultipart(parts, boundary).text,
          contentType: `multipart/form-data; boundary=${boundary}`,
        };
      }
      case 'graphql': {
        const graphql = objectOf(body.graphql);
        const variables = parseObject(this.#text(graphql?.variables) || '{}', []) ?? {};
        return {
          text: JSON.stringify({ query: this.#text(graphql?.query), variables }),
          contentType: 'application/json',
        };
      }
      case 'file':
        this.#reportFile(name, textOf(objectOf(body.file)?.src));
        return { text: '' };
      default:
        return undefined;
    }
  }

  #partOf(one: Json, name: string): Part {
    const type = textOf(one.contentType);
    const part = { name: this.#text(one.key), ...(type ? { contentType: type } : {}) };
    if (one.type !== 'file') return { ...part, value: this.#text(one.value) };
    const file = textOf(one.src) ?? textOf(Array.isArray(one.src) ? one.src[0] : undefined) ?? '';
    this.#reportFile(name, file);
    return { ...part, value: '', filename: file.replace(/^.*[/\\]/, '') };
  }

  #reportFile(name: string, file: string | undefined): void {
    const message = `"${name}" sends the file "${file ?? ''}", which is not read: put its content in the body`;
    this.#problems.push({ code: 'file', severity: 'warning', message });
  }

  #authorize(
    auth: Json | undefined,
    name: string,
    url: string,
    headers: readonly Header[],
  ): { readonly url: string; readonly headers: readonly Header[]; readonly options?: SendOptions } {
    const type = textOf(auth?.type) ?? 'noauth';
    const settings = settingsOf(auth?.[type]);
    const setting = (key: string) => this.#text(settings.get(key));
    const withHeader = (value: string) =>
      headerValue(headers, 'Authorization') === undefined
        ? { url, headers: [{ name: 'Authorization', value }, ...headers] }
        : { url, headers };
    switch (type) {
      case 'noauth':
        return { url, headers };
      case 'basic':
        return withHeader(basicTemplate(setting('username'), setting('password')));
      case 'bearer':
        return withHeader(`Bearer ${setting('token')}`);
      case 'digest':
        return { url, headers, options: { digest: { user: setting('username'), password: setting('password') } } };
      case 'oauth2': {
        const token = setting('accessToken') || '{{access_token}}';
        if (setting('addTokenTo') === 'queryParams') return { url: withQuery(url, 'access_token', token), headers };
        return withHeader(`${setting('headerPrefix').trim() || 'Bearer'} ${token}`);
      }
      case 'apikey': {
        const [key, value] = [setting('key'), setting('value')];
        if (setting('in') === 'query') return { url: withQuery(url, key, value), headers };
        return { url, headers: [...headers, { name: key, value }] };
      }
      default: {
        const message = `"${name}" uses the authorization "${type}", which is not supported here: it is sent without`;
        this.#problems.push({ code: 'unsupported-authorization', severity: 'warning', message });
        return { url, headers };
      }
    }
  }
}

const rawTypes: Record<string, string> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
};

function enabled(list: unknown): Json[] {
  return arrayOf(list).filter(one => one.disabled !== true);
}

/** v2.1 has a list of keys and values, v2.0 an object. */
function settingsOf(value: unknown): Map<string, unknown> {
  if (Array.isArray(value)) return new Map(arrayOf(value).map(one => [textOf(one.key) ?? '', one.value]));
  return new Map(Object.entries(objectOf(value) ?? {}));
}

function withQuery(url: string, name: string, value: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${encodeFormTemplate(name)}=${encodeFormTemplate(value)}`;
}
