import type { Span } from '../text/span.ts';

/** A name and a value in a query, a form or a JSON object. `span` is where the value stands. */
export interface Field {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

const mostFields = 400;

/**
 * The fields of a form, a query, a JSON text or XML; of JSON, all string members at any depth, of XML attributes and
 * elements that hold text. `at` is where the text starts.
 */
export function readFields(text: string, at: number): Field[] {
  const first = /[^\s]/.exec(text.slice(0, 1000))?.[0];
  if (first === '<') return readXml(text, at);
  return first === '{' || first === '[' ? readJsonPairs(text, at) : readForm(text, at);
}

const xmlField = /([A-Za-z][\w-]{0,60})(?:="([^"<]{0,4000})"|>([^<>]{1,4000})<\/)/g;

function readXml(text: string, at: number): Field[] {
  const found: Field[] = [];
  for (const match of text.matchAll(xmlField)) {
    const [whole, name = '', attribute, content] = match;
    const value = attribute ?? content ?? '';
    const end = at + match.index + whole.length - (attribute === undefined ? 2 : 1);
    found.push({ name, value, span: { start: end - value.length, end } });
    if (found.length >= mostFields) break;
  }
  return found;
}

function readForm(text: string, at: number): Field[] {
  const found: Field[] = [];
  const end = text.indexOf('#');
  let start = 0;
  for (const part of (end < 0 ? text : text.slice(0, end)).split('&', mostFields)) {
    const equals = part.indexOf('=');
    if (equals > 0 && equals < 200) {
      const span = { start: at + start + equals + 1, end: at + start + part.length };
      found.push({ name: decodeForm(part.slice(0, equals)), value: decodeForm(part.slice(equals + 1)), span });
    }
    start += part.length + 1;
  }
  return found;
}

export function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/**
 * `"name": "value"` pairs, found by a scan instead of a parse: it works on cut JSON and on JSON inside other text, and it
 * keeps spans.
 */
export function readJsonPairs(text: string, at: number): Field[] {
  const found: Field[] = [];
  let name: string | undefined;
  let i = 0;
  while (i < text.length && found.length < mostFields) {
    const quote = text.indexOf('"', i);
    if (quote < 0) break;
    const end = endOfString(text, quote + 1);
    if (end < 0) break;
    const value = unescapeJson(text.slice(quote + 1, end));
    i = end + 1;
    const next = skipSpace(text, i);
    if (text[next] === ':') {
      name = value;
      i = next + 1;
      const start = skipSpace(text, i);
      const literal = /^(?:-?\d[\w.+-]*|true|false|null)/.exec(text.slice(start, start + 40))?.[0];
      if (!literal) continue;
      found.push({ name, value: literal, span: { start: at + start, end: at + start + literal.length } });
      i = start + literal.length;
    } else if (name !== undefined) {
      found.push({ name, value, span: { start: at + quote + 1, end: at + end } });
    } else {
      found.push({ name: '', value, span: { start: at + quote + 1, end: at + end } });
    }
  }
  return found;
}

function endOfString(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '"') return i;
  }
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}
