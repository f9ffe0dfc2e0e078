import type { HttpResponse } from '../../request/model.ts';

/** What a server does wrong, as far as an answer shows it. */
export type Trouble =
  /** `Authorization` does not reach what should read it. */
  | 'stripped'
  /** A preflight is refused, although browsers send it without credentials. */
  | 'preflight'
  /** A 401 does not say which credentials are wanted (RFC 9110 §15.5.2). */
  | 'challenge';

/** What the lines are filled with. */
export interface Blanks {
  /** The page that calls, such as `https://app.example.com`. */
  readonly origin: string;
  readonly methods: string;
  readonly headers: string;
  /** The challenge, such as `Bearer realm="api"`; it holds no single quote. */
  readonly challenge: string;
}

/** Software that answers requests: how it is known, and the lines that mend it. */
export interface Server {
  readonly id: string;
  readonly title: string;
  /** Where the lines go. */
  readonly place: string;
  readonly header?: { readonly name: string; readonly matches: RegExp };
  readonly body?: RegExp;
  readonly lines: Readonly<Partial<Record<Trouble, (blanks: Blanks) => string>>>;
}

/** Whether it is this software that answered. */
export function hasAnswered({ header, body }: Server, response: HttpResponse): boolean {
  const inHeader =
    header &&
    response.headers.some(({ name, value }) => name.toLowerCase() === header.name && header.matches.test(value));
  return inHeader === true || body?.test(response.body?.text.slice(0, 20_000) ?? '') === true;
}

/** `"GET", "POST"` */
export function quotedList(list: string, quote = '"'): string {
  return list
    .split(', ')
    .map(item => `${quote}${item}${quote}`)
    .join(', ');
}
