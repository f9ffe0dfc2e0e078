// Reads OpenAPI 3 and Swagger 2 documents, as JSON or as YAML: one request for each operation, with the credentials that the operation asks for
// as `{{variables}}`, required parameters, and a body from the examples or from the schema. Only references within the
// document are followed.
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import { arrayOf, type Json, objectOf, parseStructure, textOf } from '../json-values.ts';
import type { Header } from '../model.ts';
import { encodeForm } from '../multipart.ts';
import { OpenApiDocument } from '../openapi-document.ts';
import type { RequestProblem } from '../problem.ts';
import { encodeFormTemplate } from '../templates.ts';

export const openapi: Importer = {
  id: 'openapi',
  title: 'OpenAPI or Swagger document',
  recognises(text) {
    const head = text.slice(0, 20_000);
    const version = /^\s*\{/.test(head)
      ? /"(?:openapi|swagger)"\s{0,9}:/
      : /^["']?(?:openapi|swagger)["']?[ \t]{0,9}:/m;
    return version.test(head) && /^\s{0,9}["']?paths["']?\s{0,9}:|"paths"\s{0,9}:/m.test(text);
  },
  parse(text): Imported {
    const problems: RequestProblem[] = [];
    const json = parseStructure(text, problems);
    if (!json) return { requests: [], problems };
    const document = new OpenApiDocument(json);
    const requests = operationsOf(document).map(operation => requestFor(document, operation));
    if (requests.length === 0)
      problems.push({ code: 'no-request', severity: 'error', message: 'This document has no operation' });
    return { requests, problems };
  },
};

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly item: Json;
  readonly operation: Json;
  readonly parameters: readonly Json[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(objectOf(document.json.paths) ?? {}).flatMap(([path, value]) => {
    const item = document.follow(value);
    return methods.flatMap(method => {
      const operation = objectOf(item?.[method]);
      if (!item || !operation) return [];
      const parameters = new Map<string, Json>();
      // The operation's own overrule those of the path.
      for (const written of [...arrayOf(item.parameters), ...arrayOf(operation.parameters)]) {
        const parameter = document.follow(written);
        if (parameter) parameters.set(`${textOf(parameter.in)} ${textOf(parameter.name)}`, parameter);
      }
      return [{ method: method.toUpperCase(), path, item, operation, parameters: [...parameters.values()] }];
    });
  });
}

function requestFor(document: OpenApiDocument, found: Operation): ImportedRequest {
  const { method, path, operation, parameters } = found;
  const given = (place: string) => parameters.filter(parameter => parameter.in === place);
  const needed = (place: string) =>
    given(place).filter(parameter => parameter.required === true || document.exampleOf(parameter) !== undefined);
  const pair = (parameter: Json) => ({ name: textOf(parameter.name) ?? '', value: textFor(document, parameter) });
  const filled = path.replace(/\{([^{}]{1,100})\}/g, (_, name: string) => {
    const parameter = given('path').find(one => one.name === name);
    return parameter ? textFor(document, parameter) : `{{${name}}}`;
  });
  const credentials = credentialsFor(document, operation);
  const query = [...needed('query').map(pair), ...credentials.query]
    .map(({ name, value }) => `${encodeForm(name)}=${encodeFormTemplate(value)}`)
    .join('&');
  const cookies = [...needed('cookie').map(pair), ...credentials.cookies].map(({ name, value }) => `${name}=${value}`);
  const body = document.bodyOf(operation, parameters);
  const headers: Header[] = [
    ...credentials.headers,
    // The specification has these three come from elsewhere (OpenAPI 3 §4.8.12.1).
    ...needed('header')
      .map(pair)
      .filter(({ name }) => !/^(?:accept|content-type|authorization)$/i.test(name)),
    ...(cookies.length > 0 ? [{ name: 'Cookie', value: cookies.join('; ') }] : []),
    ...(body ? [{ name: 'Content-Type', value: body.contentType }] : []),
  ];
  const label = textOf(operation.operationId) ?? textOf(operation.summary);
  return {
    name: label === undefined ? `${method} ${path}` : `${label} (${method} ${path})`,
    method,
    url: `${document.serverOf(operation, found.item)}${filled}${query === '' ? '' : `?${query}`}`,
    headers,
    ...(body ? { body: { text: body.text } } : {}),
  };
}

function textFor(document: OpenApiDocument, parameter: Json): string {
  const example = document.exampleOf(parameter);
  if (example !== undefined) return typeof example === 'object' ? JSON.stringify(example) : String(example);
  return `{{${textOf(parameter.name) ?? ''}}}`;
}

interface Placed {
  readonly headers: readonly Header[];
  readonly query: readonly Header[];
  readonly cookies: readonly Header[];
}

/** The first of the alternatives that `security` lists. */
function credentialsFor(document: OpenApiDocument, operation: Json): Placed {
  const [requirement = {}] = arrayOf(operation.security ?? document.json.security);
  const headers: Header[] = [];
  const query: Header[] = [];
  const cookies: Header[] = [];
  for (const name of Object.keys(requirement)) {
    const scheme = document.securityScheme(name);
    const type = textOf(scheme?.type);
    if (type === 'apiKey') {
      const place = scheme?.in === 'query' ? query : scheme?.in === 'cookie' ? cookies : headers;
      place.push({ name: textOf(scheme?.name) ?? name, value: `{{${name}}}` });
    } else if (type === 'http' || type === 'basic') headers.push(httpCredentials(scheme));
    else if (type === 'oauth2' || type === 'openIdConnect')
      headers.push({ name: 'Authorization', value: 'Bearer {{access_token}}' });
  }
  return { headers, query, cookies };
}

function httpCredentials(scheme: Json | undefined): Header {
  const name = textOf(scheme?.scheme) ?? 'basic';
  const lower = name.toLowerCase();
  if (lower === 'basic') return { name: 'Authorization', value: 'Basic {{username}}:{{password}}' };
  if (lower === 'digest') return { name: 'Authorization', value: 'Digest {{username}} {{password}}' };
  return { name: 'Authorization', value: `${lower === 'bearer' ? 'Bearer' : name} {{token}}` };
}
