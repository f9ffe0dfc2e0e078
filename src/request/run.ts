// One run: leg after leg until an answer is no redirect, with the cookies of that run. Who has the socket is an argument.
import { CookieJar } from 'tough-cookie';
import { addCookies, keepCookies } from './cookies.ts';
import type { Failure, Hop, HttpRequest, HttpResponse, Timing } from './model.ts';
import { followRedirect } from './redirect.ts';
import type { SendOptions } from './sender.ts';
import { checkSendable, completeRequest, moveUserinfo } from './wire.ts';

export type Phases = { -readonly [Phase in Exclude<keyof Timing, 'total'>]?: number };

/** What one leg came to. */
export interface LegOutcome {
  readonly response?: HttpResponse;
  readonly failure?: Failure;
  readonly proxy?: string;
  readonly timing?: Phases;
}

export interface RunOutcome extends LegOutcome {
  readonly request: HttpRequest;
  readonly hops: readonly Hop[];
}

const maxRedirects = 10;

export async function sendFollowing(
  request: HttpRequest,
  options: SendOptions,
  sendLeg: (request: HttpRequest) => Promise<LegOutcome>,
): Promise<RunOutcome> {
  const jar = new CookieJar();
  const hops: Hop[] = [];
  let current = request;
  for (;;) {
    const unsendable = checkSendable(current);
    if (unsendable) return { request: current, failure: unsendable, hops };
    current = moveUserinfo(current);
    const sent = completeRequest(addCookies(jar, current));
    const outcome = await sendLeg(sent);
    const { response, failure } = outcome;
    if (response) keepCookies(jar, sent.url, response);
    const redirect =
      response && !failure && options.followRedirects !== false
        ? followRedirect(current, response, options.trustedOrigins)
        : undefined;
    if (!redirect || !response) return { ...outcome, request: sent, hops };
    if (hops.length === maxRedirects) {
      const message = `Gave up after ${maxRedirects} redirects`;
      return { ...outcome, failure: { code: 'redirect-limit', message }, request: sent, hops };
    }
    hops.push({ request: sent, response, credentials: redirect.credentials });
    current = redirect.request;
  }
}
