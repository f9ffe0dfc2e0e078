// Makes a request to send out of one that a `.http` file describes: values for references, the short forms of
// Authorization, the address, the body. What cannot be resolved stays as written, with a problem of severity `error`.
import { type Expanded, expandAuthorization } from './authorization-shortcuts.ts';
import { readClientCert } from './client-certificate.ts';
import { withEnvironmentTls } from './environment-tls.ts';
import type { FileRequest, HttpFile, WrittenHeader } from './http-file.ts';
import { readHttpYacSignIn } from './httpyac-sign-in.ts';
import type { ImportedRequest } from './importer.ts';
import { parseCurl } from './importers/curl.ts';
import type { Lookup } from './lookup.ts';
import { type Header, headerValue } from './model.ts';
import type { RequestProblem } from './problem.ts';
import { References } from './references.ts';
import { optionsOf } from './request-options.ts';
import { profileOf } from './request-profile.ts';
import { asGraphQl, resolveBody } from './resolve-body.ts';
import type { SendOptions } from './sender.ts';
import { signInProblem } from './sign-in.ts';

export interface ResolvedRequest {
  /** Absent where nothing can be sent at all, because it is no HTTP request. */
  readonly request?: ImportedRequest;
  readonly problems: readonly RequestProblem[];
}

const otherProtocols = new Set(['GRPC', 'WS', 'WSS', 'WEBSOCKET', 'SSE', 'MQTT', 'AMQP', 'RSOCKET', 'GRAPHQLWS']);

export function resolveRequest(file: HttpFile, index: number, lookup: Lookup): ResolvedRequest {
  const written = file.requests[index];
  if (!written) return { problems: [] };
  if (otherProtocols.has(written.method.text)) {
    const message = `"${written.method.text}" is no HTTP method: requests of other protocols are not sent`;
    return { problems: [{ code: 'protocol', severity: 'error', message, span: written.method.span }] };
  }
  if (written.settings.some(({ key }) => key === 'disabled')) return { problems: [disabled(written)] };
  const references = new References(file, written, lookup);
  const problems = references.problems;
  needEarlier(written, lookup, problems);
  checkVersion(written, problems);
  const headers: Header[] = [];
  let options: SendOptions = optionsOf(written, problems);
  const profile = profileOf(written, references, lookup);
  if (written.curl) return resolveCurl(written, options, references, lookup, profile);
  for (const { name, value } of written.headers) {
    if (name.text === '...') {
      headers.push(...spreadHeaders(value, references));
      continue;
    }
    const header = { name: references.resolve(name), value: references.resolve(value) };
    if (header.name.toLowerCase() === 'clientcert') {
      const { certificate, problem } = readClientCert(header.value, path => lookup.file?.(path));
      if (problem) problems.push({ ...problem, span: value.span });
      if (certificate) options = { ...options, clientCertificate: certificate };
      continue;
    }
    if (header.name.toLowerCase() !== 'authorization') {
      headers.push(header);
      continue;
    }
    const expanded = authorizationOf(header.value, references);
    if (expanded.problem) problems.push({ ...expanded.problem, span: value.span });
    if (expanded.digest) options = { ...options, digest: expanded.digest };
    if (expanded.aws) options = { ...options, aws: expanded.aws };
    if (expanded.value !== undefined) headers.push({ name: header.name, value: expanded.value });
  }
  const url = completeUrl(references.resolve(written.url), headers, references);
  const body = written.body && resolveBody(written.body, headers, references, lookup);
  const name = written.name?.text ?? written.title;
  const request: ImportedRequest = {
    method: written.method.text,
    url,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(written.httpVersion ? { httpVersion: written.httpVersion } : {}),
    ...(name ? { name } : {}),
    ...(profile ? { profile } : {}),
    options: withEnvironmentTls(options, written, lookup, problems),
  };
  const complete = asGraphQl(request, written.body?.span, problems);
  return { request: complete, problems: inOrder(problems) };
}

/** In httpYac, signing in is one of the short forms. */
function authorizationOf(value: string, references: References): Expanded {
  const before = references.problems.length;
  const read = readHttpYacSignIn(value, name => references.find(name));
  if (!read) return expandAuthorization(value);
  // A variable without a value is told where it stands.
  if (references.problems.length > before) return {};
  const token = references.tokenOf(read, false);
  if ('value' in token) return { value: `Bearer ${token.value}` };
  return { problem: { code: signInProblem, severity: 'error', message: `No token: ${token.reason}` } };
}

function checkVersion({ httpVersion = '', method }: FileRequest, problems: RequestProblem[]): void {
  if (!/^HTTP\/[03-9]/i.test(httpVersion)) return;
  const message = `"${httpVersion}" is not spoken here: the request is sent with HTTP/1.1`;
  problems.push({ code: 'http-version', severity: 'warning', message, span: method.span });
}

function disabled({ settings, span }: FileRequest): RequestProblem {
  const message = 'The request is marked "@disabled": take the mark away to send it';
  return {
    code: 'disabled',
    severity: 'error',
    message,
    span: settings.find(({ key }) => key === 'disabled')?.span ?? span,
  };
}

function inOrder(problems: readonly RequestProblem[]): RequestProblem[] {
  return problems.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

/** `# @ref login`: that request has to be sent before this one. */
function needEarlier({ settings }: FileRequest, { exchange }: Lookup, problems: RequestProblem[]): void {
  for (const { key, value } of settings) {
    if ((key !== 'ref' && key !== 'forceref') || value.text === '' || exchange?.(value.text)) continue;
    const message = `This request refers to "${value.text}": send "${value.text}" first`;
    problems.push({ code: 'unsent-request', severity: 'error', message, span: value.span });
  }
}

/** REST Client takes a curl command in place of a request. */
function resolveCurl(
  written: FileRequest,
  options: SendOptions,
  references: References,
  lookup: Lookup,
  profile: string | undefined,
): ResolvedRequest {
  const span = written.curl?.span ?? written.span;
  const imported = parseCurl(written.curl ? references.resolve(written.curl) : '', path => lookup.file?.(path));
  const problems = [...references.problems, ...imported.problems.map(problem => ({ ...problem, span }))];
  const [request] = imported.requests;
  const name = written.name?.text ?? written.title;
  if (!request) return { problems: inOrder(problems) };
  const named = {
    ...request,
    ...(name ? { name } : {}),
    ...(profile ? { profile } : {}),
    options: { ...request.options, ...options },
  };
  return { request: named, problems: inOrder(problems) };
}

/** `...name`, where the value of the variable is a JSON object. */
function spreadHeaders(name: WrittenHeader['value'], references: References): Header[] {
  const written = `{{${name.text}}}`;
  const value = references.resolve({ text: written, span: name.span });
  if (value === written) return [];
  try {
    const object: unknown = JSON.parse(value);
    if (typeof object === 'object' && object !== null && !Array.isArray(object))
      return Object.entries(object).map(([header, content]) => ({ name: header, value: String(content) }));
  } catch {
    // Reported below.
  }
  const message = `"...${name.text}" gives no headers: its value has to be a JSON object of names and values`;
  references.problems.push({ code: 'header-spread', severity: 'error', message, span: name.span });
  return [];
}

/** A path alone gets its host from the Host header, or from the variable `host` as in httpYac. */
function completeUrl(url: string, headers: readonly Header[], references: References): string {
  if (/^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\{\{)/i.test(url)) return url;
  if (url === '*') {
    const message = '"*" asks about the server as a whole, which is not supported: write a path';
    references.problems.push({ code: 'asterisk', severity: 'error', message });
    return url;
  }
  if (!url.startsWith('/')) return `http://${url}`;
  const host = headerValue(headers, 'Host') ?? references.find('host') ?? '';
  if (host === '') {
    const message = `"${url}" has no host: add a "Host" header, or write the whole address`;
    references.problems.push({ code: 'no-host', severity: 'error', message });
    return url;
  }
  const scheme = /:(?:8?443)$/.test(host) ? 'https' : 'http';
  return `${host.includes('://') ? host.replace(/\/$/, '') : `${scheme}://${host}`}${url}`;
}
