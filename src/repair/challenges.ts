import { parseFields } from '../auth/challenges.ts';
import { parseCredentials } from '../auth/credentials.ts';
import type { Challenge, Credentials } from '../auth/model.ts';
import { isScheme } from '../auth/schemes/index.ts';
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

/** Whether credentials of this scheme answer what is asked for; without a challenge, any may. */
export function isAskedFor(scheme: string, challenges: readonly Challenge[]): boolean {
  return challenges.length === 0 || challenges.some(one => isScheme(one.scheme, scheme));
}
