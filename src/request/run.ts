// One run: leg after leg until an answer is no redirect, with the cookies of that run. Who has the socket is an argument.
import { type CookieSession, RunCookies } from './cookies.ts';
import { answerDigest, chooseDigestChallenge, type Hash, isStale } from './digest.ts';
import type { Failure, Hop, HttpRequest, HttpResponse, Timing, TlsFacts, UnsentCookie } from './model.ts';
import { checkRedirectedBody, fateOf, followRedirect } from './redirect.ts';
import type { AwsCredentials, SendOptions } from './sender.ts';
import { checkSendable, completeRequest, moveUserinfo } from './wire.ts';

export type Phases = { -readonly [Phase in Exclude<keyof Timing, 'total'>]?: number };

/** What one leg came to. */
export interface LegOutcome {
  readonly response?: HttpResponse;
  readonly failure?: Failure;
  readonly proxy?: string;
  readonly tls?: TlsFacts;
  readonly timing?: Phases;
}

export interface RunOutcome extends LegOutcome {
  readonly request: HttpRequest;
  readonly hops: readonly Hop[];
  readonly unsentCookies?: readonly UnsentCookie[];
}

/** What a run needs from Node. */
export interface Outside {
  readonly cookies: CookieSession;
  readonly sendLeg: (request: HttpRequest, clientCertificate: SendOptions['clientCertificate']) => Promise<LegOutcome>;
  readonly hash: Hash;
  readonly randomText: () => string;
  readonly sign: (request: HttpRequest, aws: AwsCredentials) => Promise<HttpRequest>;
}

const maxRedirects = 10;

export async function sendFollowing(request: HttpRequest, options: SendOptions, outside: Outside): Promise<RunOutcome> {
  const cookies = new RunCookies(options.keepCookies !== false, options.cookieSession ? outside.cookies : undefined);
  const hops: Hop[] = [];
  let current = request;
  for (;;) {
    const unsendable = checkSendable(current);
    if (unsendable) return { request: current, failure: unsendable, hops };
    current = moveUserinfo(current);
    const isTrusted = mayHaveSecrets(request, current, options);
    const { sent, ...outcome } = await sendAnswering(current, cookies, isTrusted ? options : {}, outside);
    const { response, failure } = outcome;
    const end = (more: Partial<RunOutcome> = {}): RunOutcome => ({ ...outcome, request: sent, hops, ...more });
    const redirect =
      response && !failure && options.followRedirects !== false
        ? followRedirect(current, response, options.trustedOrigins)
        : undefined;
    if (!redirect || !response) return end();
    const withheld = checkRedirectedBody(current, redirect.request, options.trustedOrigins);
    if (withheld) return end({ failure: withheld });
    if (hops.length === maxRedirects)
      return end({ failure: { code: 'redirect-limit', message: `Gave up after ${maxRedirects} redirects` } });
    const [from, to] = [request, redirect.request].map(({ url }) => new URL(url).origin);
    const proofs = proofsOf(options).map(name => fateOf(name, from ?? '', to ?? '', options.trustedOrigins));
    hops.push({ request: sent, response, credentials: [...redirect.credentials, ...proofs] });
    current = redirect.request;
  }
}

/** Sends one leg, and again with an answer where it is challenged: once, and once more where only the nonce was too old. */
async function sendAnswering(
  request: HttpRequest,
  cookies: RunCookies,
  { digest: login, aws, clientCertificate }: Pick<SendOptions, 'digest' | 'aws' | 'clientCertificate'>,
  outside: Outside,
): Promise<LegOutcome & Pick<RunOutcome, 'unsentCookies'> & { readonly sent: HttpRequest }> {
  const complete = async (unfinished: HttpRequest) => {
    const completed = completeRequest(cookies.addTo(unfinished));
    return aws ? await outside.sign(completed, aws) : completed;
  };
  let sent = await complete(request);
  for (let answers = 0; ; answers++) {
    const unsentCookies = cookies.unsent(sent.url);
    const outcome = await outside.sendLeg(sent, clientCertificate);
    if (outcome.response) cookies.keep(sent.url, outcome.response);
    const challenge = login && outcome.response?.status === 401 ? chooseDigestChallenge(outcome.response) : undefined;
    const mayAnswer = answers === 0 || (answers === 1 && challenge && isStale(challenge));
    if (!challenge || !login || !mayAnswer)
      return { ...outcome, sent, ...(unsentCookies.length > 0 && { unsentCookies }) };
    const value = answerDigest(challenge, login, sent, outside.randomText(), outside.hash);
    const headers = request.headers.filter(({ name }) => name.toLowerCase() !== 'authorization');
    sent = await complete({ ...request, headers: [...headers, { name: 'Authorization', value }] });
  }
}

/** What proves who sends, besides header fields. */
function proofsOf({ digest, aws, clientCertificate }: SendOptions): string[] {
  return [
    ...(digest ? ['Digest login'] : []),
    ...(aws ? ['AWS signature'] : []),
    ...(clientCertificate ? ['client certificate'] : []),
  ];
}

/** Name, password, keys and certificate are for the origin that the user wrote, and for those that the user trusts. */
function mayHaveSecrets(first: HttpRequest, current: HttpRequest, { trustedOrigins = [] }: SendOptions): boolean {
  const { origin } = new URL(current.url);
  return origin === new URL(first.url).origin || trustedOrigins.includes(origin);
}
