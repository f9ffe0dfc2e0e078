import { checkHeader } from '../auth/check.ts';
import { findVariable } from '../auth/placeholders.ts';
import { isScheme } from '../auth/schemes/index.ts';
import type { CauseId } from '../causes/catalogue.ts';
import { headerValue } from '../request/model.ts';
import { findKin, findSignIn, secretOf } from './earlier.ts';
import { type Facts, parameter } from './exchange.ts';
import type { FindingFix } from './model.ts';
import { headerNamedIn } from './said-of-header.ts';

/** What mends a cause: first what the tool can do itself in this exchange, then what a person has to do. */
export function fixesFor(cause: CauseId, facts: Facts): FindingFix[] {
  const automatic = (automaticFixes[cause] ?? [])
    .filter(fix => fix.possible(facts))
    .map(({ id, title }) => ({ id, title: title(facts), automatic: true }));
  const instructed = (instructions[cause] ?? [])
    .filter(([, , possible = always]) => possible(facts))
    .map(([id, title]) => ({ id, title, automatic: false }));
  return [...automatic, ...instructed];
}

interface AutomaticFix {
  readonly id: string;
  readonly title: (facts: Facts) => string;
  readonly possible: (facts: Facts) => boolean;
}

const always = () => true;

const askCredentials: AutomaticFix = {
  id: 'ask-credentials',
  // "Cookie" is no scheme of credentials, though some servers challenge with it.
  title: ({ challenges }) =>
    `Enter ${challenges.find(({ scheme }) => !isScheme(scheme, 'cookie'))?.scheme ?? 'new'} credentials and send again`,
  possible: always,
};

const fixHeader: AutomaticFix = {
  id: 'fix-header',
  title: ({ authorization }) => headerFix(authorization?.value)?.title ?? 'Correct the header',
  possible: ({ authorization }) => headerFix(authorization?.value) !== undefined,
};

const refreshToken: AutomaticFix = {
  id: 'refresh-token',
  title: () => 'Get a fresh token and send again',
  possible: ({ purpose, token }) => purpose === 'resource' && typeof token?.payload?.iss === 'string',
};

/** Where the token does not say who issued it, the user has to know. */
const refreshElsewhere: AutomaticFix = {
  ...refreshToken,
  possible: facts => facts.purpose === 'resource' && !refreshToken.possible(facts),
};

const fillVariable: AutomaticFix = {
  id: 'fill-variable',
  title: ({ main }) => `Fill in the variable in "${main?.name ?? 'Authorization'}"`,
  possible: ({ main }) => main !== undefined && findVariable(main.value) !== undefined,
};

const sendToFinalUrl: AutomaticFix = {
  id: 'send-to-final-url',
  title: ({ request }) =>
    `Send the request to ${request.url.split(/[?#]/, 1)[0]?.slice(0, 120)} at once, with its credentials`,
  possible: ({ exchange }) => exchange.hops.length > 0,
};

const retryWithNonce: AutomaticFix = {
  id: 'retry-with-nonce',
  title: () => 'Send again with the nonce that the server gave',
  possible: ({ response, challenges }) =>
    headerValue(response.headers, 'dpop-nonce') !== undefined ||
    challenges.some(one => parameter(one, 'stale')?.toLowerCase() === 'true'),
};

const useChallengeScheme: AutomaticFix = {
  id: 'use-challenge-scheme',
  title: ({ challenges }) => `Send the credentials as ${challenges[0]?.scheme ?? 'the server asks'}`,
  possible: ({ challenges }) => challenges.some(one => /^(?:basic|bearer|digest|dpop)$/i.test(one.scheme)),
};

const moveCredentials: AutomaticFix = {
  id: 'move-credentials',
  title: facts => {
    if (facts.status === 407) return 'Send the credentials in "Proxy-Authorization"';
    const asKey = isInAuthorization(facts) || facts.challenges.some(({ scheme }) => /^apikey$/i.test(scheme));
    return asKey || otherHeader(facts)
      ? `Send the key as "${otherHeader(facts) ?? 'X-Api-Key'}"`
      : 'Send the credentials in "Authorization"';
  },
  possible: facts =>
    facts.status === 407
      ? isForProxy(facts)
      : (facts.main?.place === 'header' || facts.main?.place === 'query') &&
        !(isInAuthorization(facts) && facts.main.kind === 'jwt' && otherHeader(facts) === undefined),
};

function isInAuthorization({ main }: Facts): boolean {
  return main?.name.toLowerCase() === 'authorization';
}

/** The header that the answer names, where it is another one than that which was sent. */
function otherHeader({ main, exchange }: Facts): string | undefined {
  const named = headerNamedIn(exchange);
  return named?.toLowerCase() === main?.name.toLowerCase() ? undefined : named;
}

/** What stands in `Authorization` was meant for the proxy only where it asks for that scheme. */
function isForProxy({ authorization, request, proxyChallenges }: Facts): boolean {
  const scheme = authorization?.credentials?.scheme ?? '';
  return (
    authorization !== undefined &&
    headerValue(request.headers, 'proxy-authorization') === undefined &&
    (proxyChallenges.length === 0 || proxyChallenges.some(one => isScheme(one.scheme, scheme)))
  );
}

const sendCsrfToken: AutomaticFix = {
  id: 'send-csrf-token',
  title: () => 'Get the anti-forgery token and send again',
  possible: always,
};

/** An ID or refresh token was sent, and the access token that came with it is known. */
const sendAccessToken: AutomaticFix = {
  id: 'send-access-token',
  title: () => 'Send the access token that came with it',
  possible: ({ main, earlier }) => {
    const secret = main?.place === 'header' ? secretOf(main) : undefined;
    const kin = secret === undefined ? undefined : findKin(earlier, secret);
    return kin !== undefined && kin.accessToken !== secret;
  },
};

const repeatSignIn: AutomaticFix = {
  id: 'repeat-sign-in',
  title: () => 'Sign in again as before, and send again',
  possible: ({ sent, earlier, request }) => {
    const session = sent.find(({ place }) => place === 'cookie');
    return session !== undefined && findSignIn(earlier, session.name, request.url) !== undefined;
  },
};

/** The old token was requested in this very run, so a new one can be, with what is missing. */
const requestToken: AutomaticFix = {
  id: 'request-token',
  title: ({ challenges }) => {
    const scope = challenges.map(one => parameter(one, 'scope')).find(Boolean);
    return scope ? `Request a token with the scope "${scope.slice(0, 80)}"` : 'Request a token for this API';
  },
  possible: ({ main, earlier }) => main !== undefined && findKin(earlier, secretOf(main)) !== undefined,
};

const askForToken: AutomaticFix = {
  ...requestToken,
  title: () => 'Show what the sign-in has to ask for',
  possible: facts =>
    !requestToken.possible(facts) &&
    facts.challenges.some(one => tokenNeeds.some(name => parameter(one, name) !== undefined)),
};
const tokenNeeds = ['scope', 'resource_metadata', 'acr_values', 'max_age', 'claims'];

const signAgain: AutomaticFix = {
  id: 'sign-again',
  title: ({ clock }) =>
    Math.abs(clock.skew ?? 0) > 60_000
      ? 'Sign again by the clock of the server'
      : 'Sign again for the place it is sent to',
  possible: ({ authorization }) => /^AWS4-HMAC-SHA256$/i.test(authorization?.credentials?.scheme ?? ''),
};

/** For whoever runs the server: what it lacks shows in the answer. */
const mendServer: AutomaticFix = {
  id: 'mend-server',
  title: ({ request }) =>
    isPreflight(request)
      ? 'For the server’s author: the lines that answer a preflight'
      : 'For the server’s author: the lines that say which credentials are wanted',
  possible: ({ request, response, status }) =>
    isPreflight(request) || (status === 401 && headerValue(response.headers, 'www-authenticate') === undefined),
};

const passOn: AutomaticFix = {
  ...mendServer,
  title: () => 'For the server’s author: the lines that pass the header on',
  possible: always,
};

function isPreflight({ method, headers }: Facts['request']): boolean {
  return method === 'OPTIONS' && headerValue(headers, 'access-control-request-method') !== undefined;
}

function headerFix(value: string | undefined) {
  return value === undefined ? undefined : checkHeader('Authorization', value).flatMap(problem => problem.fixes)[0];
}

const automaticFixes: Partial<Record<CauseId, readonly AutomaticFix[]>> = {
  'credentials-missing': [askCredentials, mendServer],
  'header-dropped-on-redirect': [sendToFinalUrl],
  'header-stripped-by-intermediary': [passOn],
  'wrong-header-name': [moveCredentials, askCredentials],
  'csrf-token-invalid': [sendCsrfToken],
  'proxy-authentication-required': [moveCredentials, askCredentials],
  'client-authentication-failed': [askCredentials],
  'malformed-header': [fixHeader, askCredentials],
  'placeholder-credentials': [fillVariable, askCredentials],
  'scheme-mismatch': [useChallengeScheme, askCredentials],
  'token-expired': [refreshToken, askCredentials, refreshElsewhere],
  'token-malformed': [refreshToken, askCredentials, refreshElsewhere],
  'token-not-yet-valid': [askCredentials],
  'signature-invalid': [askCredentials],
  'signing-key-unknown': [refreshToken, askCredentials],
  'algorithm-not-allowed': [askCredentials],
  'issuer-mismatch': [askCredentials],
  'audience-mismatch': [sendAccessToken, requestToken, askCredentials, askForToken],
  'wrong-token-type': [sendAccessToken, askCredentials],
  'claim-missing': [askCredentials],
  'insufficient-scope': [sendAccessToken, requestToken, askCredentials, askForToken],
  'step-up-required': [askForToken, askCredentials],
  'wrong-environment': [signAgain, askCredentials],
  'token-revoked': [askCredentials],
  'token-unknown': [refreshToken, askCredentials, refreshElsewhere],
  'clock-skew': [signAgain],
  'request-signature-mismatch': [signAgain],
  'sender-proof-invalid': [retryWithNonce],
  'digest-mismatch': [retryWithNonce, askCredentials],
  'invalid-credentials': [askCredentials],
  'invalid-api-key': [askCredentials],
  'credentials-expired': [askCredentials],
  'session-expired': [repeatSignIn, askCredentials],
  'server-misconfigured': [mendServer],
};

/** The status or the words are of a client certificate. */
function asksForCertificate({ status, statements }: Facts): boolean {
  return (
    status === 495 ||
    status === 496 ||
    statements.some(({ words }) => words.some(({ text }) => /^cert(?:ificate)?s?$/.test(text)))
  );
}

type Instruction = readonly [id: string, title: string, possible?: (facts: Facts) => boolean];

const instructions: Readonly<Record<CauseId, readonly Instruction[]>> = {
  'credentials-missing': [['add-credentials', 'Add the header, key or cookie that the API documents']],
  'wrong-header-name': [
    ['name-header', 'Send the credentials in the header that the API documents, usually "Authorization"'],
  ],
  'header-dropped-on-redirect': [
    ['use-final-url', 'Put the final URL into your code or configuration, so that no redirect is followed'],
  ],
  'header-stripped-by-intermediary': [
    [
      'pass-authorization',
      'Make the proxy pass the header on: "CGIPassAuth On" in Apache, "proxy_set_header Authorization $http_authorization" in nginx',
    ],
    ['bypass-proxy', 'Send the same request to the application itself, past the proxy'],
  ],
  'malformed-header': [
    ['write-header', 'Write the value as "Scheme credentials", with one space and nothing around it'],
  ],
  'placeholder-credentials': [['set-variable', 'Set the variable in the environment that the request is sent from']],
  'scheme-mismatch': [['change-scheme', 'Use the scheme that the challenge names']],
  'token-expired': [['renew-token', 'Get a new token, and renew it before "exp" from now on']],
  'token-not-yet-valid': [['set-issuer-clock', 'Correct the clock of the machine that issues the token, or wait']],
  'clock-skew': [
    ['set-clock', 'Synchronize the clock of this machine or of the server (NTP), then sign or issue again'],
  ],
  'token-malformed': [['copy-token', 'Copy the whole token again: three parts, no line break, no quotes']],
  'signature-invalid': [
    ['match-key', 'Use a token from the issuer and environment that this server takes its key from'],
  ],
  'signing-key-unknown': [['refresh-keys', 'Get a new token; on the server, load the issuer’s key set again']],
  'algorithm-not-allowed': [['change-algorithm', 'Have the token issued with an algorithm that the server accepts']],
  'issuer-mismatch': [
    [
      'change-issuer',
      'Get the token from the issuer that this server trusts: tenant, realm, version and trailing slash count',
    ],
  ],
  'audience-mismatch': [
    ['request-audience', 'Request the token for this API: its identifier as "audience", "resource" or scope'],
  ],
  'wrong-token-type': [
    [
      'use-access-token',
      'Send the kind of token that this API takes, usually the access token and not the ID or refresh token',
    ],
  ],
  'token-revoked': [['sign-in-again', 'Sign in or create the token anew; the old one will not work again']],
  'token-unknown': [['check-token-origin', 'Check that the token is whole and was made for this server']],
  'claim-missing': [
    ['add-claim', 'Have the issuer put the claim into the token, with the value that the server expects'],
  ],
  'insufficient-scope': [['request-scope', 'Request the missing scope or role, consent to it, and get a new token']],
  'step-up-required': [
    [
      'authenticate-again',
      'Do what the server asks for: a second factor, a one-time password, a fresh sign-in or single sign-on; a refresh does not help',
    ],
  ],
  'sender-proof-invalid': [
    [
      'send-proof',
      'Send the proof with every request: a fresh DPoP proof with the server’s nonce, or the bound client certificate',
    ],
  ],
  'invalid-credentials': [
    ['check-password', 'Check user name and password, and whether the server wants a token in place of the password'],
  ],
  'invalid-api-key': [
    ['check-key', 'Compare the key with the one in the provider’s console: whole, active, and of this account'],
  ],
  'account-disabled': [
    ['enable-account', 'Have the account unlocked, verified or enabled; after too many attempts, wait'],
  ],
  'credentials-expired': [['renew-credentials', 'Renew the password, key or certificate']],
  'auth-method-disabled': [['change-method', 'Use a way of signing in that the server still accepts']],
  'session-expired': [['sign-in-again', 'Sign in again to get a new session']],
  'csrf-token-invalid': [
    ['read-csrf-token', 'Read the anti-forgery token from the page or cookie and send it with the request'],
  ],
  'client-authentication-failed': [
    ['check-client', 'Check client id and secret, and whether they belong in the header or in the body'],
  ],
  'grant-invalid': [
    ['start-again', 'Start the sign-in anew: codes and refresh tokens work once, for one client and one redirect URI'],
  ],
  'digest-mismatch': [
    ['recompute-digest', 'Compute the digest for the exact method and URI that is sent, with the newest nonce'],
  ],
  'request-signature-mismatch': [
    [
      'recompute-signature',
      'Compare the string that was signed with what is sent: method, path, query order, host, signed headers, body hash',
    ],
  ],
  'negotiate-failed': [
    ['check-ticket', 'Check the ticket, the service principal name, and that the connection is kept open'],
  ],
  'wrong-environment': [
    ['match-environment', 'Use the host that the credentials are for, or the credentials for this host'],
  ],
  'proxy-authentication-required': [
    ['set-proxy-credentials', 'Give the proxy’s user name and password in the proxy settings'],
  ],
  'client-not-allowed': [
    ['send-certificate', 'Send a client certificate that the server trusts, with its key', asksForCertificate],
    ['allow-client', 'Have the address, origin or certificate put on the allow list'],
  ],
  'permission-denied': [
    ['ask-permission', 'Have the identity granted access to this resource, or use another identity'],
  ],
  'server-misconfigured': [
    ['check-server', 'Look at the server’s or gateway’s log: it fails before or while it checks credentials'],
  ],
  'not-an-auth-failure': [
    ['leave-credentials', 'Leave the credentials as they are and look at the status and the message'],
  ],
};
