// httpYac's `Authorization: oauth2 <grant> <prefix>`, whose settings are the variables `<prefix>_tokenEndpoint` and so on.
import { buildSignIn, type Field, type GrantKind, type ReadSignIn } from './sign-in.ts';

const grants: Readonly<Record<string, GrantKind>> = {
  authorization_code: 'authorization-code',
  code: 'authorization-code',
  client_credentials: 'client-credentials',
  client: 'client-credentials',
  device_code: 'device-code',
  device: 'device-code',
  password: 'password',
};

const names: Readonly<Record<Field, string>> = {
  token: 'tokenEndpoint',
  authorization: 'authorizationEndpoint',
  device: 'deviceCodeEndpoint',
  clientId: 'clientId',
  secret: 'clientSecret',
  user: 'username',
  password: 'password',
  scope: 'scope',
  redirectUri: 'redirectUri',
};

/** Undefined where the value is something else. What follows the scheme may be a secret, so it is not repeated. */
export function readHttpYacSignIn(
  value: string,
  find: (variable: string) => string | undefined,
): ReadSignIn | undefined {
  const [, scheme, words] = /^(oauth2|openid)[ \t]+(\S.*)$/i.exec(value.trim()) ?? [];
  if (scheme === undefined || words === undefined) return undefined;
  const [grantName = '', prefix = 'oauth2', more] = words.split(/[ \t]+/);
  const grant = grants[grantName.toLowerCase()];
  const problem = (reason: string) =>
    ({ kind: 'problem', reason: `the sign-in of "${scheme}" fails: ${reason}` }) as const;
  if (!grant) {
    const known = 'authorization_code, client_credentials, device_code or password';
    return problem(`what follows is no grant that is supported here: write ${known}`);
  }
  if (more !== undefined) return problem('exchanging its token for another one is not supported');
  const get = (name: string) => find(`${prefix}_${name}`);
  const parameters: Record<string, string> = {};
  for (const name of ['audience', 'resource']) {
    const given = get(name);
    if (given) parameters[name] = given;
  }
  const signIn = buildSignIn(grant, {
    nameOf: field => `@${prefix}_${names[field]}`,
    get: field => get(names[field]),
    secretIn: get('useAuthorizationHeader')?.toLowerCase() === 'false' ? 'body' : 'header',
    parameters,
  });
  if (typeof signIn === 'string') return problem(signIn);
  return { kind: 'sign-in', wanted: { name: `${scheme} ${prefix}`, signIn, isAutomatic: true } };
}
