// `Security.Auth.<id>` of an environment: how JetBrains' client is to get the tokens of `{{$auth.token("id")}}`.
import type { EnvironmentSource } from './environments.ts';
import { type JsonMember, type JsonValue, parseJsonMembers } from './json-members.ts';
import { buildSignIn, type Field, type GrantKind, type ReadSignIn } from './sign-in.ts';

/** Members of the sign-in of that id, the strongest first: a secret is often kept in a private file, the rest in another. */
export function findEnvironmentAuth(
  sources: readonly EnvironmentSource[],
  environment: string | undefined,
  id: string,
): readonly JsonMember[] | undefined {
  const documents = sources.filter(({ kind }) => kind === 'json').map(({ text }) => parseJsonMembers(text));
  const found = [environment, '$shared'].flatMap(name =>
    name === undefined
      ? []
      : documents.flatMap(document => {
          const settings = [name, 'Security', 'Auth', id].reduce<JsonValue | undefined>(
            (value, key) => (value?.kind === 'object' ? memberOf(value.members, key) : undefined),
            { kind: 'object', members: document },
          );
          return settings?.kind === 'object' ? [settings.members] : [];
        }),
  );
  return found.length > 0 ? found.flat() : undefined;
}

/** `{{$auth.token("id")}}` or `{{$auth.idToken("id")}}`. */
export function findAuthReference(
  expression: string,
): { readonly id: string; readonly isIdToken: boolean } | undefined {
  const [, name, id] = /^\$auth\.(token|idToken)\(\s*["']([^"']{1,200})["']\s*\)$/i.exec(expression) ?? [];
  return id === undefined ? undefined : { id, isIdToken: name?.toLowerCase() === 'idtoken' };
}

const grants: Readonly<Record<string, GrantKind>> = {
  'authorization code': 'authorization-code',
  'client credentials': 'client-credentials',
  'device authorization': 'device-code',
  password: 'password',
};

const names: Readonly<Record<Field, string>> = {
  token: 'Token URL',
  authorization: 'Auth URL',
  device: 'Device Auth URL',
  clientId: 'Client ID',
  secret: 'Client Secret',
  user: 'Username',
  password: 'Password',
  scope: 'Scope',
  redirectUri: 'Redirect URL',
};

/**
 * What these settings ask for. `PKCE` and `State` are not looked at: every authorization code is asked for with both, made
 * anew each time.
 */
export function readEnvironmentAuth(
  id: string,
  members: readonly JsonMember[],
  resolve: (text: string) => string,
): ReadSignIn & { readonly usesIdToken?: boolean } {
  const get = (name: string) => textOf(memberOf(members, name), resolve);
  const problem = (reason: string) => ({ kind: 'problem', reason: `in "Security.Auth.${id}", ${reason}` }) as const;
  const usesIdToken = get('Use ID Token')?.toLowerCase() === 'true';
  const type = get('Type') ?? 'OAuth2';
  if (/^mock$/i.test(type)) {
    const idToken = get('ID Token');
    return { kind: 'tokens', tokens: { accessToken: get('Token') ?? '', ...(idToken && { idToken }) }, usesIdToken };
  }
  if (!/^oauth2$/i.test(type)) return problem(`"Type" is "${type}": it has to be "OAuth2" or "Mock"`);
  const written = get('Grant Type') ?? '';
  const grant = grants[written.toLowerCase()];
  if (written === '') return problem('"Grant Type" is missing');
  if (!grant) return problem(`"Grant Type" is "${written}", which is not supported: use "Authorization Code"`);
  const parameters = readParameters(memberOf(members, 'Custom Request Parameters'), grant, resolve);
  if (typeof parameters === 'string') return problem(parameters);
  const secretIn = ({ none: 'none', 'in body': 'body' } as const)[(get('Client Credentials') ?? '').toLowerCase()];
  const signIn = buildSignIn(grant, {
    nameOf: field => names[field],
    get: field => get(names[field]),
    secretIn: secretIn ?? 'header',
    parameters,
  });
  if (typeof signIn === 'string') return problem(signIn);
  const isAutomatic = get('Acquire Automatically')?.toLowerCase() !== 'false';
  return { kind: 'sign-in', wanted: { name: id, signIn, isAutomatic }, usesIdToken };
}

/** `{"audience": "x", "other": {"Value": "y", "Use": "In Token Request"}}`, or why they cannot be sent. */
function readParameters(
  value: JsonValue | undefined,
  grant: GrantKind,
  resolve: (text: string) => string,
): Record<string, string> | string {
  const parameters: Record<string, string> = {};
  const goesFirst = grant === 'authorization-code' || grant === 'device-code';
  for (const { name, value: given } of value?.kind === 'object' ? value.members : []) {
    const inner = given.kind === 'object' ? memberOf(given.members, 'Value') : given;
    const use = given.kind === 'object' ? (textOf(memberOf(given.members, 'Use'), resolve) ?? '') : '';
    const values = inner?.kind === 'array' ? inner.items : [inner];
    if (values.length > 1) return `the parameter "${name}" has several values, of which only one can be sent`;
    if (goesFirst && /^in token request$/i.test(use))
      return `the parameter "${name}" is for the token request alone, where none can be added with this grant`;
    if (!goesFirst && /^in auth request$/i.test(use)) continue;
    const text = textOf(values[0], resolve);
    if (text !== undefined) parameters[name] = text;
  }
  return parameters;
}

function textOf(value: JsonValue | undefined, resolve: (text: string) => string): string | undefined {
  return value && 'text' in value && value.text !== 'null' ? resolve(value.text) : undefined;
}

function memberOf(members: readonly JsonMember[], name: string): JsonValue | undefined {
  return members.find(member => member.name.toLowerCase() === name.toLowerCase())?.value;
}
