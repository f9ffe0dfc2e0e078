import { type Exchange, headerValue } from '../../request/model.ts';

/** Milliseconds between two experiments: a server that counts requests sees a person, and no flood. */
export const pause = 250;
/** A server that wants longer than this is left alone. */
export const longestWait = 15_000;

/** Milliseconds that the server wants to be left alone for (RFC 9110 §10.2.3), where it says that it was too much. */
export function wantedRest({ response }: Exchange): number | undefined {
  if (response?.status !== 429 && response?.status !== 503) return undefined;
  const value = headerValue(response.headers, 'Retry-After');
  if (value === undefined) return response.status === 429 ? Number.POSITIVE_INFINITY : undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const until = Date.parse(value) - Date.parse(headerValue(response.headers, 'Date') ?? '');
  return Number.isNaN(until) ? Number.POSITIVE_INFINITY : Math.max(0, until);
}
