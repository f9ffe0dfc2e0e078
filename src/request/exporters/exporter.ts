import type { ImportedRequest } from '../importer.ts';
import { type HttpRequest, headerValue } from '../model.ts';

/** One form that a request can be written in. Secrets become variables of that form unless they are asked for. */
export interface Exporter {
  readonly id: string;
  /** As in "Copy as …". */
  readonly title: string;
  format(request: ImportedRequest, options: { readonly showSecrets: boolean }): string;
}

/** The headers that a client does not work out itself: the length, and a Host that the address gives too. */
export function headersToWrite(request: HttpRequest): HttpRequest['headers'] {
  const host = URL.canParse(request.url) ? new URL(request.url).host : undefined;
  return request.headers.filter(({ name, value }) => {
    const lower = name.toLowerCase();
    return lower !== 'content-length' && !(lower === 'host' && value === host);
  });
}

/** Stands around the name of a variable until that is written, and in no request. */
export const mark = '\0';

/** The text between variables, and their names, each written in its own way. */
export function writeParts(
  text: string,
  plain: (part: string) => string,
  variable: (name: string) => string,
): string[] {
  return text
    .split(mark)
    .map((part, i) => (i % 2 === 1 ? variable(part) : plain(part)))
    .filter((part, i) => i % 2 === 1 || part !== '');
}

/** What a list of header fields is to a form that has each name once: their values joined (RFC 9110 §5.3). */
export function joinedHeaders(headers: HttpRequest['headers']): [name: string, value: string][] {
  const joined = new Map<string, string>();
  for (const { name } of headers) {
    const known = [...joined.keys()].find(one => one.toLowerCase() === name.toLowerCase());
    if (known !== undefined) continue;
    const values = headers.filter(header => header.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
    joined.set(name, values.join(name.toLowerCase() === 'cookie' ? '; ' : ', '));
  }
  return [...joined];
}

export function contentTypeOf(request: HttpRequest): string | undefined {
  return headerValue(request.headers, 'Content-Type');
}
