// What a sign-in asks for, as plain data: which question comes next depends on the answers before it, and on nothing else.
// It knows neither who asks nor what the answers mean, which is answers.ts's.
import { type GrantKind, grantTitles } from '../oauth/model.ts';
import { isCredentialHeader } from '../request/credential-fields.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import { accountProviders, otherProvider, providerChoices, providerTitle } from './account.ts';
import { kindTitles } from './model.ts';

export type QuestionId =
  | 'kind'
  | 'user'
  | 'password'
  | 'token'
  | 'header'
  | 'key'
  | 'provider'
  | 'providerId'
  | 'issuer'
  | 'grant'
  | 'authorizationEndpoint'
  | 'deviceEndpoint'
  | 'redirectUri'
  | 'clientId'
  | 'authentication'
  | 'clientSecret'
  | 'clientKey'
  | 'certificate'
  | 'certificateKey'
  | 'passphrase'
  | 'dpop'
  | 'refreshToken'
  | 'subjectToken'
  | 'scope'
  | 'parameters'
  | 'name';

export type Answers = Readonly<Partial<Record<QuestionId, string>>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export interface Question {
  readonly id: QuestionId;
  readonly prompt: string;
  /** Pick one of these; without them, a text is wanted. */
  readonly choices?: readonly Choice[];
  readonly secret?: true;
  /** The path of a file of this machine. */
  readonly file?: true;
  readonly placeHolder?: string;
  /** What stands there to begin with. */
  readonly preset?: string;
  /** Nothing is an answer, too. */
  readonly optional?: true;
  /** What is wrong with an answer. */
  readonly check?: (text: string) => string | undefined;
  /** What the user should know of an answer that is taken all the same. */
  readonly warn?: (text: string) => string | undefined;
}

/** What is known besides the answers. */
export interface Surroundings {
  /** Where the editor itself takes redirects, such as `vscode://publisher.name/callback`. */
  readonly editorUri?: string;
  /** The browser runs on another machine than the sign-in, or may. */
  readonly isRemote?: boolean;
  /** The server says that it binds tokens to keys. */
  readonly offersDpop?: boolean;
}

/** All that are asked, in their order, as far as these answers tell. */
export function questionsFor(answers: Answers, around: Surroundings = {}): readonly Question[] {
  switch (answers.kind) {
    case undefined:
      return [kind];
    case 'basic':
      return [kind, user, { ...password, optional: true }, nameOf(answers.user)];
    case 'bearer':
      return [kind, secretText('token', 'The token'), nameOf('Bearer token')];
    case 'api-key':
      return [kind, header, secretText('key', 'The key'), nameOf(answers.header)];
    case 'account':
      return [kind, provider, ...questionsOfAccount(answers)];
    default:
      return [kind, issuer, grant, ...(answers.grant === undefined ? [] : questionsOfGrant(answers, around))];
  }
}

function questionsOfAccount({ provider: chosen, providerId: other = '' }: Answers): readonly Question[] {
  if (chosen === undefined) return [];
  const isOther = chosen === otherProvider;
  const known = Object.hasOwn(accountProviders, chosen) ? accountProviders[chosen] : undefined;
  const hint = known ? `, ${known.hint}` : '';
  return [
    ...(isOther ? [providerId] : []),
    { ...scope, prompt: `The scopes to ask for${hint}`, placeHolder: '', ...(known && { preset: known.scopes }) },
    nameOf(providerTitle(isOther ? other : chosen)),
  ];
}

function questionsOfGrant(answers: Answers, around: Surroundings): readonly Question[] {
  const isCode = answers.grant === 'authorization-code';
  const withoutMetadata = isTokenEndpoint(answers.issuer ?? '');
  const host = URL.canParse(answers.issuer ?? '') ? new URL(answers.issuer ?? '').host : '';
  return [
    ...(withoutMetadata && isCode ? [endpoint('authorizationEndpoint', 'authorization')] : []),
    ...(withoutMetadata && answers.grant === 'device-code' ? [endpoint('deviceEndpoint', 'device authorization')] : []),
    { id: 'clientId', prompt: 'The client id' },
    authenticationFor(answers.grant),
    ...secretOf(answers.authentication),
    ...(grantQuestions[answers.grant as GrantKind] ?? []),
    ...(isCode ? [redirectUri(around)] : []),
    ...(around.offersDpop ? [dpop] : []),
    scope,
    parameters,
    nameOf(`${answers.clientId} at ${host}`),
  ];
}

/** A question that was answered, or one to go back from. */
export type Reply = { readonly kind: 'answer'; readonly text: string } | { readonly kind: 'back' };

/**
 * Asks one after the other, and goes back where that is wished. `earlier` answers stand there to begin with, and `learn` tells
 * what is known after the answers so far. Undefined where the user leaves.
 */
export async function askAll(
  ask: (question: Question, step: number) => Promise<Reply | undefined>,
  earlier: Answers = {},
  learn: (answers: Answers) => Promise<Surroundings> = async () => ({}),
): Promise<Answers | undefined> {
  const answers: Partial<Record<QuestionId, string>> = {};
  const presets: Partial<Record<QuestionId, string>> = { ...earlier };
  const asked: QuestionId[] = [];
  for (;;) {
    const next = questionsFor(answers, await learn(answers)).find(({ id }) => answers[id] === undefined);
    if (!next) return answers;
    const preset = presets[next.id] ?? next.preset;
    const reply = await ask({ ...next, ...(preset !== undefined && { preset }) }, asked.length + 1);
    if (!reply) return undefined;
    if (reply.kind === 'answer') {
      answers[next.id] = reply.text;
      presets[next.id] = reply.text;
      asked.push(next.id);
      continue;
    }
    const last = asked.pop();
    if (last) delete answers[last];
  }
}

const kind: Question = {
  id: 'kind',
  prompt: 'What kind of credentials?',
  choices: [
    { value: 'oauth', label: kindTitles.oauth, description: 'sign in at an issuer, by any grant' },
    { value: 'account', label: kindTitles.account, description: 'GitHub, Microsoft and others, as VS Code signs in' },
    { value: 'bearer', label: kindTitles.bearer, description: 'a token that you have' },
    { value: 'basic', label: kindTitles.basic, description: 'user name and password' },
    { value: 'api-key', label: kindTitles['api-key'], description: 'a key in a header of its own' },
  ],
};
const user: Question = { id: 'user', prompt: 'User name', check: text => (text.includes(':') ? noColon : undefined) };
const noColon = 'A user name of Basic holds no colon (RFC 7617)';
const password = secretText('password', 'Password');

function secretText(id: QuestionId, prompt: string): Question {
  return { id, prompt, secret: true };
}

const header: Question = {
  id: 'header',
  prompt: 'The header that carries the key',
  preset: 'X-API-Key',
  check: text =>
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text) ? undefined : `"${text.slice(0, 40)}" is not the name of a header`,
  warn: text =>
    isCredentialHeader(text) ? undefined : 'This name does not sound like a secret: the panel will show the key',
};

const provider: Question = { id: 'provider', prompt: 'Whose account?', choices: providerChoices };
const providerId: Question = { id: 'providerId', prompt: 'The id of the authentication provider' };

const issuer: Question = {
  id: 'issuer',
  prompt: 'The issuer, or its token endpoint where it has no metadata',
  placeHolder: 'https://login.example.com/realms/orders',
  check: checkUrl,
};

/** Plain http is for this machine alone: secrets are sent there. */
function checkUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname))) return undefined;
  return `"${text.slice(0, 80)}" is no https URL`;
}

const grant: Question = {
  id: 'grant',
  prompt: 'Which grant?',
  choices: Object.entries(grantTitles).map(([value, { title, legacy }]) => ({
    value,
    label: title,
    ...(legacy && { description: 'legacy: only where the server knows no other' }),
  })),
};

function endpoint(id: QuestionId, what: string): Question {
  return { id, prompt: `The ${what} endpoint`, check: checkUrl };
}

function authenticationFor(grantKind: string | undefined): Question {
  const choices: readonly Choice[] = [
    { value: 'none', label: 'None', description: 'a public client' },
    { value: 'client_secret_basic', label: 'Secret in the Authorization header', description: 'client_secret_basic' },
    { value: 'client_secret_post', label: 'Secret in the body', description: 'client_secret_post' },
    { value: 'client_secret_jwt', label: 'Assertion signed with the secret', description: 'client_secret_jwt' },
    { value: 'private_key_jwt', label: 'Assertion signed with a private key', description: 'private_key_jwt' },
    { value: 'tls_client_auth', label: 'Client certificate', description: 'tls_client_auth' },
    {
      value: 'self_signed_tls_client_auth',
      label: 'Client certificate that is registered itself',
      description: 'self_signed_tls_client_auth',
    },
  ];
  return {
    id: 'authentication',
    prompt: 'How does the client say who it is?',
    // RFC 6749 §4.4: this grant is for clients that have a secret.
    choices: grantKind === 'client-credentials' ? choices.slice(1) : choices,
  };
}

function secretOf(authentication: string | undefined): readonly Question[] {
  switch (authentication) {
    case undefined:
    case 'none':
      return [];
    case 'private_key_jwt':
      return [secretText('clientKey', 'The private key of the client, as a JWK or PKCS #8 PEM')];
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return certificateFiles;
    default:
      return [secretText('clientSecret', 'The secret of the client')];
  }
}

/** Whole, because nobody knows where one began that is not. */
function checkPath(text: string): string | undefined {
  return text === '' || /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(text)
    ? undefined
    : `"${text.slice(0, 80)}" is no whole path`;
}

const certificateFiles: readonly Question[] = [
  { id: 'certificate', prompt: 'The PEM file of the client certificate', file: true, check: checkPath },
  {
    id: 'certificateKey',
    prompt: 'The PEM file of its private key, or nothing where it is in the same file',
    file: true,
    optional: true,
    check: checkPath,
  },
  { ...secretText('passphrase', 'The passphrase of the private key, or nothing'), optional: true },
];

const dpop: Question = {
  id: 'dpop',
  prompt: 'Bind the tokens to a key of this profile (DPoP)?',
  choices: [
    { value: 'no', label: 'No', description: 'whoever has the token can use it' },
    { value: 'yes', label: 'Yes', description: 'each request proves that it has the key' },
  ],
};

const grantQuestions: Readonly<Partial<Record<GrantKind, readonly Question[]>>> = {
  'refresh-token': [secretText('refreshToken', 'The refresh token')],
  password: [{ id: 'user', prompt: 'User name' }, password],
  'token-exchange': [secretText('subjectToken', 'The access token to exchange')],
};

const loopbackUri = 'http://127.0.0.1/callback';

function redirectUri({ editorUri, isRemote }: Surroundings): Question {
  const orEditor = editorUri ? `, or "${editorUri}"` : '';
  return {
    id: 'redirectUri',
    prompt: `The redirect URI of the client, on this machine; without a port, any free one is taken${orEditor}`,
    preset: isRemote && editorUri ? editorUri : loopbackUri,
    check: text => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const isHere = url?.protocol === 'http:' && isLoopbackHost(url.hostname);
      const isEditor = editorUri !== undefined && text === editorUri;
      return isHere || isEditor ? undefined : `It has to lead back here: register ${loopbackUri}${orEditor}`;
    },
  };
}

const scope: Question = {
  id: 'scope',
  prompt: 'The scope, or nothing',
  placeHolder: 'openid offline_access',
  optional: true,
};

const parameters: Question = {
  id: 'parameters',
  prompt: 'What else the server wants, such as "audience" or "resource", or "dpop=true" to bind the tokens to a key',
  placeHolder: 'audience=https://api.example.com',
  optional: true,
  check: text => (text === '' || text.split(/[\s&]+/).every(pair => /^[^=]+=./.test(pair)) ? undefined : pairsWanted),
};
const pairsWanted = 'Write name=value, with a space between pairs';

function nameOf(preset: string | undefined): Question {
  return { id: 'name', prompt: 'The name of the profile', ...(preset && { preset }) };
}

/** No issuer ends so, and nearly every token endpoint does. */
export function isTokenEndpoint(url: string): boolean {
  return URL.canParse(url) && /\/(?:access_)?token$/i.test(new URL(url).pathname);
}
