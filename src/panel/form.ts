import type { Header, HttpRequest } from '../request/model.ts';
import { secretsInBody, secretsInHeader, secretsInUrl } from '../request/secret-spans.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import type { Span } from '../text/span.ts';
import type { Field, Form } from './protocol.ts';
import { maskText } from './segments.ts';

/** The request being edited, with its secrets. Headers have ids, so that a masked one finds its true text again. */
export interface RequestFields extends HttpRequest {
  readonly headers: readonly (Header & { readonly id: string })[];
}

export function fromRequest({ method, url, headers, body }: HttpRequest): RequestFields {
  return {
    method,
    url,
    headers: headers.map(({ name, value }, i) => ({ id: `${i}`, name, value })),
    ...(body && body.text !== '' && { body }),
  };
}

/** As it is sent: without the rows that have no name. */
export function toRequest({ headers, ...rest }: RequestFields): HttpRequest {
  const named = headers.filter(({ name }) => name.trim() !== '');
  return { ...rest, headers: named.map(({ name, value }) => ({ name: name.trim(), value })) };
}

/** Those with the same names go, and so does a proof that belonged to them. */
export function putHeaders(request: HttpRequest, headers: readonly Header[]): HttpRequest {
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  if (names.has('authorization')) names.add('dpop');
  const kept = request.headers.filter(({ name }) => !names.has(name.trim().toLowerCase()));
  return { ...request, headers: [...kept, ...headers] };
}

export function withoutAuthorization(request: HttpRequest): HttpRequest {
  return { ...request, headers: request.headers.filter(({ name }) => !/^\s*(?:authorization|dpop)\s*$/i.test(name)) };
}

/** The form as the page gets it: a field that holds a secret is masked. */
export function formFields(fields: RequestFields): Form {
  const body = fields.body?.text ?? '';
  return {
    method: fields.method,
    url: toField(fields.url, secretsInUrl(fields.url)),
    headers: fields.headers.map(({ id, name, value }) => ({
      id,
      name,
      value: toField(value, secretsInHeader(name, value)),
    })),
    body: toField(body, secretsInBody(body)),
  };
}

/** The form without its secrets, for what is written to disk. */
export function keepOpen(fields: RequestFields): Form {
  const form = formFields(fields);
  const open = (field: Field): Field => (field.masked ? { text: '', masked: false } : field);
  return {
    method: form.method,
    url: open(form.url),
    headers: form.headers.map(header => ({ ...header, value: open(header.value) })),
    body: open(form.body),
  };
}

/** What the page sent over what the host knows: masked fields keep their true text. */
export function mergeForm(fields: RequestFields, form: Form): RequestFields {
  const known = new Map(fields.headers.map(header => [header.id, header.value]));
  const { body: before, ...rest } = fields;
  const text = form.body.masked ? (before?.text ?? '') : form.body.text;
  // What is shown of a file stands for its bytes as long as nobody writes something else.
  const body = before?.text === text ? before : { text };
  return {
    ...rest,
    method: form.method.trim().toUpperCase() || 'GET',
    url: form.url.masked ? fields.url : form.url.text,
    headers: form.headers.map(({ id, name, value }) => ({
      id,
      name,
      value: value.masked ? (known.get(id) ?? '') : value.text,
    })),
    ...(text !== '' && { body }),
  };
}

/** The true text of a field of the form, by its element's id. */
export function trueText(fields: RequestFields, target: string): string | undefined {
  if (target === 'form-url') return fields.url;
  if (target === 'form-body') return fields.body?.text;
  return fields.headers.find(({ id }) => target === `form-header-${id}`)?.value;
}

/** With a scheme where none was typed: http for this machine, https for all others. */
export function completeUrl(typed: string): string | undefined {
  const text = typed.trim();
  const [host = ''] = /^(?:\[[^\]]*\]|[^:/?#]*)/.exec(text) ?? [];
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isLoopbackHost(host) ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(url) || /\s/.test(url)) return undefined;
  return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

function toField(text: string, secrets: readonly Span[]): Field {
  return secrets.length > 0 ? { text: maskText(text, secrets), masked: true } : { text, masked: false };
}
