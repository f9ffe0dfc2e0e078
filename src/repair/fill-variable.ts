import { type HttpRequest, headerValue } from '../request/model.ts';
import { type Repair, writtenRequest } from './repair.ts';

const placeholder =
  /\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}|\$[A-Z][A-Z0-9_]{1,60}\b|<[A-Za-z][\w -]{0,60}>|\bYOUR[_-][A-Z_-]{1,60}\b|\[object Object\]|\b(?:undefined|null|NaN)\b/g;

/** A variable or a placeholder was sent as it stands: its value is asked for, once for each. */
export const fillVariable: Repair = {
  id: 'fill-variable',
  applies: (_finding, exchange) => placeholdersIn(writtenRequest(exchange)).length > 0,
  repair({ exchange, answers }) {
    const request = writtenRequest(exchange);
    if (answers) return { kind: 'request', request: fill(request, answers) };
    const questions = placeholdersIn(request).map(name => ({ name, label: `Value for "${name}"`, secret: true }));
    return { kind: 'ask', text: 'The request was sent with a placeholder in the place of a value', questions };
  },
};

/** Headers and the URL alone: in a body, `<…>` and `null` are everyday text. */
function placeholdersIn(request: HttpRequest): readonly string[] {
  const authorization = headerValue(request.headers, 'Authorization');
  const others = request.headers.map(({ value }) => value).filter(value => value !== authorization);
  const sure = [request.url, ...others].flatMap(text => text.match(/\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}/g) ?? []);
  return [...new Set([...(authorization?.match(placeholder) ?? []), ...sure])];
}

function fill(request: HttpRequest, answers: Readonly<Record<string, string>>): HttpRequest {
  const names = Object.entries(answers).filter(([name]) => name !== '');
  const filled = (text: string) => names.reduce((result, [name, value]) => result.replaceAll(name, () => value), text);
  const headers = request.headers.map(({ name, value }) => ({ name, value: filled(value) }));
  return { ...request, url: filled(request.url), headers };
}
