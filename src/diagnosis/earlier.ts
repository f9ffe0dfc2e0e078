// What other exchanges of the same run or recording hold that mends this one: tokens that were given together, and the
// request that signed in.
import { parseJson, textMember } from '../jwt/json.ts';
import { type Exchange, type HttpRequest, headerValues } from '../request/model.ts';
import { originOf } from '../text/origin.ts';
import type { SentCredential } from './sent.ts';

/** What a token endpoint gave (RFC 6749 §5.1), and the request for it. */
export interface GivenTokens {
  readonly request: HttpRequest;
  readonly accessToken: string;
  readonly idToken?: string;
  readonly refreshToken?: string;
}

/** The tokens that were given together with this one, it included; the newest where it was given twice. */
export function findKin(earlier: readonly Exchange[], secret: string): GivenTokens | undefined {
  return earlier
    .toReversed()
    .flatMap(givenIn)
    .find(given => [given.accessToken, given.idToken, given.refreshToken].includes(secret));
}

function givenIn({ request, response }: Exchange): GivenTokens[] {
  if (!response || response.status >= 300) return [];
  const answer = parseJson(response.body?.text ?? '');
  const [accessToken, idToken, refreshToken] = ['access_token', 'id_token', 'refresh_token'].map(name =>
    textMember(answer, name),
  );
  if (accessToken === undefined) return [];
  return [{ request, accessToken, ...(idToken && { idToken }), ...(refreshToken && { refreshToken }) }];
}

/** The newest request of the same origin that was answered with this cookie and said who signs in. */
export function findSignIn(earlier: readonly Exchange[], cookie: string, url: string): HttpRequest | undefined {
  return earlier
    .toReversed()
    .flatMap(({ hops, request, response }) => [...(response ? [{ request, response }] : []), ...hops.toReversed()])
    .find(
      ({ request, response }) =>
        request.method === 'POST' &&
        (request.body?.text ?? '') !== '' &&
        response.status < 400 &&
        originOf(request.url) === originOf(url) &&
        headerValues(response.headers, 'Set-Cookie').some(line => line.trim().startsWith(`${cookie}=`)),
    )?.request;
}

/** The token or key alone, without its scheme. */
export function secretOf({ credentials, value }: SentCredential): string {
  return credentials?.rest.trim() || value;
}
