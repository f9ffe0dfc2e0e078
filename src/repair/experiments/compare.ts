import { holdsError } from '../../diagnosis/failed-body.ts';
import { type Exchange, type HttpResponse, headerValues } from '../../request/model.ts';

export type Comparison = 'works' | 'same' | 'other';

/** How the answer to a variation compares with the failure; undefined where none came. */
export function compareAnswers({ response: before }: Exchange, { response: after }: Exchange): Comparison | undefined {
  if (!before || !after) return undefined;
  if (after.status < 300 && !holdsError(after.body?.text ?? '', after)) return 'works';
  return fingerprint(before) === fingerprint(after) ? 'same' : 'other';
}

/** What stays of an answer when the same thing is refused twice: without identifiers, times and counts. */
function fingerprint({ status, headers, body }: HttpResponse): string {
  const challenges = headerValues(headers, 'WWW-Authenticate').sort().join();
  const text = `${challenges}\n${body?.text.slice(0, 4096) ?? ''}`;
  // Base64 and hexadecimal of some length are nonces, request ids and echoed tokens.
  const lasting = text.replace(/[\w+/=.-]+/g, word => (/\d/.test(word) ? '0' : word)).replace(/\s+/g, ' ');
  return `${status} ${lasting}`;
}

/** `401, the same answer` */
export function describeAnswer({ response, failure }: Exchange, comparison: string | undefined): string {
  if (!response) return failure?.message ?? 'no answer';
  return comparison === 'same'
    ? `${response.status}, the same answer`
    : `${response.status} ${response.statusText}`.trim();
}
