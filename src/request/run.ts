// One run: leg after leg until an answer is no redirect, with the cookies of that run. Who has the socket is an argument.
import { CookieJar } from 'tough-cookie';
import { addCookies, keepCookies } from './cookies.ts';
import { answerDigest, chooseDigestChallenge, type Hash } from './digest.ts';
import type { Failure, Header, Hop, HttpRequest, HttpResponse, Timing } from './model.ts';
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

/** What a run needs from Node. */
export interface Outside {
  readonly sendLeg: (request: HttpRequest) => Promise<LegOutcome>;
  readonly hash: Hash;
  readonly randomText: () => string;
}

const maxRedirects = 10;

export async function sendFollowing(request: HttpRequest, options: SendOptions, outside: Outside): Promise<RunOutcome> {
  const jar = new CookieJar();
  const hops: Hop[] = [];
  let current = request;
  for (;;) {
    const unsendable = checkSendable(current);
    if (unsendable) return { request: current, failure: unsendable, hops };
    current = moveUserinfo(current);
    let sent = completeRequest(addCookies(jar, current));
    let outcome = await outside.sendLeg(sent);
    if (outcome.response) keepCookies(jar, sent.url, outcome.response);
    const answer = mayAnswer(request, sent, options) && answerTo(sent, outcome, options, outside);
    if (answer) {
      sent = completeRequest(addCookies(jar, { ...current, headers: [...current.headers, answer] }));
      outcome = await outside.sendLeg(sent);
      if (outcome.response) keepCookies(jar, sent.url, outcome.response);
    }
    const { response, failure } = outcome;
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

/** The name and password are for the origin that the user wrote, and for those that the user trusts. */
function mayAnswer(first: HttpRequest, sent: HttpRequest, { digest, trustedOrigins = [] }: SendOptions): boolean {
  const { origin } = new URL(sent.url);
  return digest !== undefined && (origin === new URL(first.url).origin || trustedOrigins.includes(origin));
}

function answerTo(
  sent: HttpRequest,
  { response }: LegOutcome,
  { digest }: SendOptions,
  outside: Outside,
): Header | undefined {
  const challenge = response?.status === 401 ? chooseDigestChallenge(response) : undefined;
  if (!challenge || !digest) return undefined;
  return { name: 'Authorization', value: answerDigest(challenge, digest, sent, outside.randomText(), outside.hash) };
}
