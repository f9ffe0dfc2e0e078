// Sign-ins that a `.http` file or its environment describes, with their values in place. Nothing here signs in: what is
// described has the shape that src/oauth takes.

import type { RequestProblem } from './problem.ts';

type Grant =
  | { readonly kind: 'authorization-code' | 'client-credentials' | 'device-code' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string };

export interface DescribedSignIn {
  readonly endpoints: {
    readonly token: string;
    readonly authorization?: string;
    readonly deviceAuthorization?: string;
  };
  readonly clientId: string;
  readonly authentication:
    | { readonly kind: 'none' }
    | { readonly kind: 'client_secret_basic' | 'client_secret_post'; readonly secret: string };
  readonly grant: Grant;
  readonly scope?: string;
  readonly redirectUri?: string;
  readonly resource?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface WantedSignIn {
  /** As the file calls it: within one request, this is always the same sign-in. */
  readonly name: string;
  readonly signIn: DescribedSignIn;
  /** False where sending alone is not to sign in. */
  readonly isAutomatic: boolean;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly idToken?: string;
}

export type ReadSignIn =
  | { readonly kind: 'sign-in'; readonly wanted: WantedSignIn }
  | { readonly kind: 'tokens'; readonly tokens: SignedIn }
  /** Half a sentence. */
  | { readonly kind: 'problem'; readonly reason: string };

/** Of the problems of sign-ins. */
export const signInProblem = 'sign-in';

export const grantWords = {
  'authorization-code': 'an authorization code',
  'client-credentials': 'client credentials',
  'device-code': 'a device code',
  password: 'a password',
} as const satisfies Record<Grant['kind'], string>;

export type GrantKind = Grant['kind'];

/** Whether nothing else keeps the request from being sent: nobody signs in for one that cannot be. */
export function lacksTokensAlone(problems: readonly RequestProblem[]): boolean {
  return problems.every(({ severity, code }) => severity !== 'error' || code === signInProblem);
}

/** What both dialects have, each under its own name. */
export type Field =
  | 'token'
  | 'authorization'
  | 'device'
  | 'clientId'
  | 'secret'
  | 'user'
  | 'password'
  | 'scope'
  | 'redirectUri';

export interface Settings {
  /** As people write it. */
  nameOf(field: Field): string;
  get(field: Field): string | undefined;
  /** How the client shows its secret, where it has one. */
  readonly secretIn: 'header' | 'body' | 'none';
  readonly parameters: Readonly<Record<string, string>>;
}

const needed: Readonly<Record<GrantKind, readonly Field[]>> = {
  'authorization-code': ['token', 'authorization', 'clientId'],
  'client-credentials': ['token', 'clientId'],
  'device-code': ['token', 'device', 'clientId'],
  password: ['token', 'clientId', 'user', 'password'],
};

const urls: readonly Field[] = ['token', 'authorization', 'device'];

/** The sign-in, or why it lacks something. */
export function buildSignIn(kind: GrantKind, settings: Settings): DescribedSignIn | string {
  const get = (field: Field) => settings.get(field) || undefined;
  const missing = needed[kind].filter(field => get(field) === undefined);
  if (kind === 'client-credentials' && settings.secretIn !== 'none' && !get('secret')) missing.push('secret');
  const names = missing.map(field => `"${settings.nameOf(field)}"`);
  if (names.length > 0) return `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} missing`;
  const wrong = needed[kind].find(field => urls.includes(field) && !/^https?:\/\/[^/]/i.test(get(field) ?? ''));
  if (wrong) return `"${settings.nameOf(wrong)}" is no http or https URL`;
  const {
    token = '',
    authorization,
    device,
    clientId = '',
    secret,
    user = '',
    password = '',
    scope,
    redirectUri,
  } = Object.fromEntries(fields.map(field => [field, get(field)])) as Partial<Record<Field, string>>;
  const { resource, ...parameters } = settings.parameters;
  return {
    endpoints: {
      token,
      ...(authorization && { authorization }),
      ...(device && { deviceAuthorization: device }),
    },
    clientId,
    authentication:
      secret === undefined || settings.secretIn === 'none'
        ? { kind: 'none' }
        : { kind: settings.secretIn === 'body' ? 'client_secret_post' : 'client_secret_basic', secret },
    grant: kind === 'password' ? { kind, user, password } : { kind },
    ...(scope && { scope }),
    ...(redirectUri && { redirectUri }),
    ...(resource && { resource }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}

const fields: readonly Field[] = [...urls, 'clientId', 'secret', 'user', 'password', 'scope', 'redirectUri'];

/** What sending would do, without secrets. */
export function describeSignIn({ signIn }: WantedSignIn): string {
  const { endpoints, clientId, grant, scope } = signIn;
  const { origin, pathname } = new URL(endpoints.token);
  const scopes = scope === undefined ? '' : `, with the scope "${scope}"`;
  return `Sending signs in with ${grantWords[grant.kind]} as "${clientId}" at "${origin}${pathname}"${scopes}`;
}

/** The token to send, or half a sentence on why there is none. */
export function pickToken(tokens: SignedIn | undefined, wantsIdToken: boolean): { value: string } | { reason: string } {
  if (!tokens) return { reason: 'nobody has signed in for it' };
  if (!wantsIdToken) return { value: tokens.accessToken };
  if (tokens.idToken !== undefined) return { value: tokens.idToken };
  return { reason: 'the server gave no ID token: ask for the scope "openid"' };
}
