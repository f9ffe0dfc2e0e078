// What other exchanges of the same run or recording hold that mends this one: tokens that were given together, and the
// request that signed in.
import { isObject, parseJson } from '../jwt/json.ts';
import { type Exchange, type HttpRequest, headerValues } from '../request/model.ts';
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
  const member = (name: string) => {
    const value = isObject(answer) ? answer[name] : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const accessToken = member('access_token');
  const idToken = member('id_token');
  const refreshToken = member('refresh_token');
  if (accessToken === undefined) return [];
  return [{ request, accessToken, ...(idToken && { idToken }), ...(refreshToken && { refreshToken }) }];
}

/** The newest request of the same origin that was answered with this cookie and said who signs in. */
export function findSignIn(earlier: readonly Exchange[], cookie: string, url: string): HttpRequest | undefined {
  const origin = URL.canParse(url) ? new URL(url).origin : undefined;
  return earlier
    .toReversed()
    .flatMap(({ hops, request, response }) => [...(response ? [{ request, response }] : []), ...hops.toReversed()])
    .find(
      ({ request, response }) =>
        request.method === 'POST' &&
        (request.body?.text ?? '') !== '' &&
        response.status < 400 &&
        URL.canParse(request.url) &&
        new URL(request.url).origin === origin &&
        headerValues(response.headers, 'Set-Cookie').some(line => line.trim().startsWith(`${cookie}=`)),
    )?.request;
}

/** The token or key alone, without its scheme. */
export function secretOf({ credentials, value }: SentCredential): string {
  return credentials?.rest.trim() || value;
}
