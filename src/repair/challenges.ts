import { parseFields } from '../auth/challenges.ts';
import { parseCredentials } from '../auth/credentials.ts';
import type { Challenge, Credentials } from '../auth/model.ts';
import { type Exchange, type HttpRequest, headerValue, headerValues } from '../request/model.ts';

/** What the last answer asks for, and the header that answers it (RFC 9110 §11.6 and §11.7). */
export function challengesOf({ response }: Exchange): { readonly header: string; readonly challenges: Challenge[] } {
  const proxy = response?.status === 407;
  const name = proxy ? 'Proxy-Authenticate' : 'WWW-Authenticate';
  const values = response ? headerValues(response.headers, name) : [];
  return {
    header: proxy ? 'Proxy-Authorization' : 'Authorization',
    challenges: parseFields(values).flatMap(({ value }) => value),
  };
}

export function credentialsOf(request: HttpRequest, header = 'Authorization'): Credentials | undefined {
  const value = headerValue(request.headers, header);
  return value === undefined ? undefined : parseCredentials(value).value;
}

/** The header for a key or a token that the answer speaks of, such as `'X-Shop-Key' header required`. */
export function headerNamedIn({ response }: Exchange): string | undefined {
  return /\bx-[a-z-]{0,40}(?:key|token)\b/i.exec(response?.body?.text.slice(0, 10_000) ?? '')?.[0];
}
