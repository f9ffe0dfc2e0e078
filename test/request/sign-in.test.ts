import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvironment } from '../../src/request/environments.ts';
import { describeAt } from '../../src/request/http-language/describe.ts';
import { checkHttpFile } from '../../src/request/http-language/problems.ts';
import { lookupFrom, type Surroundings } from '../../src/request/http-language/surroundings.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import type { SignedIn, WantedSignIn } from '../../src/request/sign-in.ts';

const client = { 'Grant Type': 'Client Credentials', 'Token URL': 'https://id.example/token', 'Client ID': 'service' };
const given: SignedIn = { accessToken: 'the-access-token', idToken: 'the-id-token' };

function around(auth: object, hidden: object = {}): Surroundings {
  const file = (label: string, Auth: object) =>
    ({ kind: 'json', label, text: JSON.stringify({ dev: { host: 'id.example', Security: { Auth } } }) }) as const;
  const sources = [file('http-client.private.env.json', hidden), file('http-client.env.json', auth)];
  return { environment: 'dev', sources, known: readEnvironment(sources, 'dev'), imports: [] };
}

/** What is asked for, what is then sent as Authorization, and what is wrong. */
function read(text: string, surroundings: Surroundings = around({}), tokens: SignedIn | undefined = given) {
  const wanted: WantedSignIn[] = [];
  const { request, problems } = resolveRequest(parseHttpFile(text), 0, {
    ...lookupFrom(surroundings),
    tokens(one) {
      wanted.push(one);
      return tokens;
    },
  });
  return {
    wanted: wanted[0],
    sent: request?.headers.find(({ name }) => name === 'Authorization')?.value,
    problems: problems.map(({ message }) => message),
  };
}

const access = 'GET https://a.example/\nAuthorization: Bearer {{$auth.token("api")}}\n';
const jetBrains = (auth: object, hidden?: object) => read(access, around({ api: auth }, hidden && { api: hidden }));

test('a sign-in of an environment is put together from its files, and its variables have values', () => {
  const { wanted, sent, problems } = jetBrains(
    {
      ...client,
      'Token URL': 'https://{{host}}/token',
      Scope: 'a b',
      'Custom Request Parameters': {
        audience: 'api',
        resource: 'https://a.example',
        tenant: { Value: 'acme', Use: 'In Token Request' },
        prompt: { Value: 'login', Use: 'In Auth Request' },
      },
    },
    { 'Client Secret': 'hidden' },
  );
  assert.deepEqual(problems, []);
  assert.equal(sent, 'Bearer the-access-token');
  assert.deepEqual(wanted, {
    name: 'api',
    isAutomatic: true,
    signIn: {
      endpoints: { token: 'https://id.example/token' },
      clientId: 'service',
      authentication: { kind: 'client_secret_basic', secret: 'hidden' },
      grant: { kind: 'client-credentials' },
      scope: 'a b',
      resource: 'https://a.example',
      parameters: { audience: 'api', tenant: 'acme' },
    },
  });
});

test('each grant of an environment has what it needs', () => {
  const grantOf = (auth: object) => jetBrains({ ...client, ...auth }).wanted?.signIn;
  const code = grantOf({
    'Grant Type': 'Authorization Code',
    'Auth URL': 'https://id.example/auth',
    'Redirect URL': 'http://127.0.0.1/back',
    PKCE: true,
    'Acquire Automatically': true,
  });
  assert.deepEqual(code?.endpoints, { token: 'https://id.example/token', authorization: 'https://id.example/auth' });
  assert.deepEqual([code?.redirectUri, code?.authentication.kind], ['http://127.0.0.1/back', 'none']);
  const device = grantOf({ 'Grant Type': 'Device Authorization', 'Device Auth URL': 'https://id.example/device' });
  assert.equal(device?.endpoints.deviceAuthorization, 'https://id.example/device');
  const password = grantOf({ 'Grant Type': 'Password', Username: 'ada', Password: 'engine' });
  assert.deepEqual(password?.grant, { kind: 'password', user: 'ada', password: 'engine' });
  const secret = { 'Client Secret': 's' };
  assert.equal(grantOf({ ...secret, 'Client Credentials': 'in body' })?.authentication.kind, 'client_secret_post');
  assert.equal(grantOf({ ...secret, 'Client Credentials': 'none' })?.authentication.kind, 'none');
});

test('what a sign-in of an environment lacks is named', () => {
  const cases: [object, RegExp][] = [
    [{ ...client, 'Token URL': '', 'Client Secret': 's' }, /in "Security\.Auth\.api", "Token URL" is missing$/],
    [{ 'Grant Type': 'Client Credentials' }, /"Token URL" and "Client ID" and "Client Secret" are missing$/],
    [{ ...client, 'Grant Type': 'Authorization Code' }, /"Auth URL" is missing$/],
    [{ ...client, 'Grant Type': 'Device Authorization' }, /"Device Auth URL" is missing$/],
    [{ ...client, 'Grant Type': 'Password' }, /"Username" and "Password" are missing$/],
    [{ ...client, 'Grant Type': 'Implicit' }, /"Grant Type" is "Implicit", which is not supported/],
    [{ Type: 'OAuth2' }, /"Grant Type" is missing$/],
    [{ ...client, Type: 'SAML' }, /"Type" is "SAML": it has to be "OAuth2" or "Mock"$/],
    [{ ...client, 'Client Secret': 's', 'Token URL': 'id.example' }, /"Token URL" is no http or https URL$/],
    [{ ...client, 'Client Secret': '{{nope}}' }, /^"\{\{nope\}\}" has no value/],
    [{ ...client, 'Client Secret': '{{$auth.token("api")}}' }, /is defined by itself$/],
    [
      { ...client, 'Client Secret': 's', 'Custom Request Parameters': { resource: ['a', 'b'] } },
      /the parameter "resource" has several values/,
    ],
  ];
  for (const [auth, message] of cases) {
    const { wanted, problems } = jetBrains(auth);
    assert.match(problems[0] ?? '', message);
    assert.equal(wanted, undefined);
  }
});

test('the ID token is sent where the file or the environment wants it', () => {
  const secret = { ...client, 'Client Secret': 's' };
  const idToken = access.replace('token', 'idToken');
  assert.equal(read(idToken, around({ api: secret })).sent, 'Bearer the-id-token');
  assert.equal(jetBrains({ ...secret, 'Use ID Token': true }).sent, 'Bearer the-id-token');
  const without = read(idToken, around({ api: secret }), { accessToken: 'a' });
  assert.match(without.problems[0] ?? '', /the server gave no ID token: ask for the scope "openid"$/);
});

test('a mock has its tokens in the file, and nobody signs in', () => {
  const { wanted, sent } = jetBrains({ Type: 'Mock', Token: 'written', 'ID Token': 'i' });
  assert.deepEqual([wanted, sent], [undefined, 'Bearer written']);
});

test("httpYac's form takes its variables by their prefix", () => {
  const variables = '@a_tokenEndpoint = https://id.example/token\n@a_clientId = service\n@a_clientSecret = s\n';
  const text = (value: string) => `${variables}GET https://a.example/\nAuthorization: ${value}\n`;
  const { wanted, sent, problems } = read(text('oauth2 client_credentials a'));
  assert.deepEqual([problems, sent], [[], 'Bearer the-access-token']);
  assert.deepEqual(wanted?.signIn, {
    endpoints: { token: 'https://id.example/token' },
    clientId: 'service',
    authentication: { kind: 'client_secret_basic', secret: 's' },
    grant: { kind: 'client-credentials' },
  });
  const body = `@a_useAuthorizationHeader = false\n@a_audience = api\n${text('openid client a')}`;
  assert.equal(read(body).wanted?.signIn.authentication.kind, 'client_secret_post');
  assert.deepEqual(read(body).wanted?.signIn.parameters, { audience: 'api' });
  assert.match(read(text('oauth2 code a')).problems[0] ?? '', /"@a_authorizationEndpoint" is missing$/);
  assert.match(read(text('oauth2 password')).problems[0] ?? '', /"@oauth2_tokenEndpoint" and "@oauth2_clientId" and/);
  const odd = read(text('oauth2 0123456789secret'));
  assert.equal(odd.sent, undefined);
  assert.match(odd.problems[0] ?? '', /is no grant that is supported here/);
  assert.ok(!odd.problems.join().includes('0123456789secret'));
});

test('without anybody to sign in, the reference stays and says so', () => {
  const surroundings = around({ api: { ...client, 'Client Secret': 's' } });
  const { problems } = resolveRequest(parseHttpFile(access), 0, lookupFrom(surroundings));
  assert.match(problems[0]?.message ?? '', /has no value: nobody has signed in for it$/);
});

test('the editor marks an unknown sign-in, and one that lacks something, but not one that is yet to be made', () => {
  const messages = (surroundings: Surroundings) =>
    checkHttpFile(parseHttpFile(access), surroundings).map(({ message }) => message);
  assert.deepEqual(messages(around({ api: { ...client, 'Client Secret': 's' } })), []);
  assert.match(messages(around({}))[0] ?? '', /choose an environment that has "Security\.Auth\.api"/);
  assert.match(messages(around({ api: client }))[0] ?? '', /"Client Secret" is missing$/);
});

test('a hover says what sending would do, without secrets', () => {
  const surroundings = around({ api: { ...client, 'Client Secret': 'hidden-secret', Scope: 'read' } });
  const said = describeAt(parseHttpFile(access), access.indexOf('$auth'), surroundings);
  assert.deepEqual(said?.notes, [
    'The access token of "Security.Auth" in the environment',
    'Sending signs in with client credentials as "service" at "https://id.example/token", with the scope "read"',
  ]);
  assert.equal(said?.value, undefined);
  const mock = around({ api: { Type: 'Mock', Token: '0123456789abcdef0123456789' } });
  assert.ok(!JSON.stringify(describeAt(parseHttpFile(access), access.indexOf('$auth'), mock)).includes('0123456789'));
});
