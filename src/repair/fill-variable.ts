import { parseCredentials } from '../auth/credentials.ts';
import { findVariable, isStringifiedNothing, placeholderKind } from '../auth/placeholders.ts';
import { encodeBasic } from '../auth/schemes/basic.ts';
import { isCredentialHeader } from '../request/credential-fields.ts';
import type { Header, HttpRequest } from '../request/model.ts';
import { sliceSpan } from '../text/span.ts';
import { type Answers, type Repair, writtenRequest } from './repair.ts';

/** A variable or a placeholder was sent as it stands: its value is asked for, once for each. */
export const fillVariable: Repair = {
  id: 'fill-variable',
  applies: (_finding, exchange) => placeholdersIn(writtenRequest(exchange)).length > 0,
  repair({ exchange, answers }) {
    const request = writtenRequest(exchange);
    if (answers) return { kind: 'request', request: fill(request, answers) };
    const questions = placeholdersIn(request).map(name => ({ name, label: `Value for "${name}"`, secret: true }));
    return { kind: 'ask', text: 'A placeholder was sent in the place of a value', questions };
  },
};

function placeholdersIn(request: HttpRequest): readonly string[] {
  const inUrl = request.url.match(/\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}/g) ?? [];
  return [...new Set([...request.headers.flatMap(placeholderOf), ...inUrl])];
}

/** In a credential anything that stands for one; elsewhere `null` and `<…>` are everyday text. */
function placeholderOf({ name, value }: Header): readonly string[] {
  if (!isCredentialHeader(name)) return [];
  const secret = /authorization$/i.test(name) ? (parseCredentials(value).value?.rest.trim() ?? value) : value;
  if (isStringifiedNothing(secret) || placeholderKind(secret) === 'sure') return [secret];
  const variable = findVariable(secret);
  return variable ? [sliceSpan(secret, variable)] : [];
}

function fill(request: HttpRequest, answers: Answers): HttpRequest {
  const names = Object.entries(answers).filter(([name]) => name !== '');
  const filled = (text: string) => names.reduce((result, [name, value]) => result.replaceAll(name, () => value), text);
  const headers = request.headers.map(header =>
    placeholderOf(header).length > 0 ? { ...header, value: encoded(filled(header.value)) } : header,
  );
  return { ...request, url: filled(request.url), headers };
}

/** A password is typed as people know it. */
function encoded(value: string): string {
  const { scheme, rest } = parseCredentials(value).value ?? { scheme: '', rest: '' };
  const colon = rest.indexOf(':');
  if (colon < 0 || !/^basic$/i.test(scheme)) return value;
  return `${scheme} ${encodeBasic(rest.slice(0, colon).trim(), rest.slice(colon + 1))}`;
}
