// `.http` files that sign in by themselves, at a real provider: by an environment of JetBrains and by variables of httpYac.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SessionTokens } from '../../src/oauth/session-tokens.ts';
import { signIn } from '../../src/oauth/sign-in.ts';
import { renew } from '../../src/oauth/use-tokens.ts';
import { readEnvironment } from '../../src/request/environments.ts';
import { lookupFrom } from '../../src/request/http-language/surroundings.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import type { SignedIn, WantedSignIn } from '../../src/request/sign-in.ts';
import { folderWith, json, why401 } from '../cli/cli.ts';
import { issuer, outsideOf, provider, secret } from './oidc.ts';
import { serve } from './server.ts';

/** Takes the provider's own tokens, and no others. */
const api = await serve(async (request, response) => {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const known =
    token === 'token-of-ada' ||
    (await provider.ClientCredentials.find(token)) ||
    (await provider.AccessToken.find(token));
  response.writeHead(known ? 200 : 401).end();
});
after(() => api.stop());

const service = {
  'Grant Type': 'Client Credentials',
  'Token URL': `${issuer}/token`,
  'Client ID': 'basic',
  Scope: 'read',
};
const person = {
  Type: 'OAuth2',
  'Grant Type': 'Authorization Code',
  'Auth URL': `${issuer}/auth`,
  'Token URL': `${issuer}/token`,
  'Client ID': 'app',
  Scope: 'openid',
};
const environment = { dev: { Security: { Auth: { service, person } } } };
const hidden = (value: string) => ({ dev: { Security: { Auth: { service: { 'Client Secret': value } } } } });
const requestWith = (value: string) => `GET ${api.origin}/\nAuthorization: ${value}\n`;

function send(text: string, clientSecret = secret, more: readonly string[] = []) {
  const cwd = folderWith({
    'a.http': text,
    'http-client.env.json': JSON.stringify(environment),
    'http-client.private.env.json': JSON.stringify(hidden(clientSecret)),
  });
  const args = ['send', '--http', 'a.http', '--env', 'dev', '--format', 'json', ...more];
  return why401(args, { cwd, now: Date.now });
}

test("the command line signs in by JetBrains' environment, and the API takes the token", async () => {
  const outcome = await send(requestWith('Bearer {{$auth.token("service")}}'));
  assert.deepEqual([outcome.status, json(outcome).exchange.status], [0, 200]);
  assert.match(outcome.error, /signing in for "service" first/);
  assert.ok(!`${outcome.out}${outcome.error}`.includes(secret));
});

test("the command line signs in by httpYac's variables, for itself and by a password", async () => {
  const variables = [
    `@own_tokenEndpoint = ${issuer}/token`,
    '@own_clientId = legacy',
    `@own_clientSecret = ${secret}`,
    '@own_username = ada',
    '@own_password = engine',
    `@oauth2_tokenEndpoint = ${issuer}/token`,
    '@oauth2_clientId = post',
    `@oauth2_clientSecret = ${secret}`,
    '@oauth2_useAuthorizationHeader = false',
  ].join('\n');
  for (const value of ['openid password own', 'oauth2 client_credentials']) {
    const outcome = await send(`${variables}\n${requestWith(value)}`);
    assert.deepEqual([value, outcome.status, json(outcome).exchange.status], [value, 0, 200]);
  }
});

test('a sign-in that the provider refuses is explained in place of the request', async () => {
  const outcome = await send(requestWith('Bearer {{$auth.token("service")}}'), 'another-secret-of-the-service');
  assert.equal(outcome.status, 1);
  assert.match(outcome.error, /the sign-in for "service" failed, and the request was not sent: /);
  const { exchange, findings } = json(outcome);
  assert.equal(exchange.url, `${issuer}/token`);
  assert.equal(findings[0].cause, 'client-authentication-failed');
  assert.ok(!`${outcome.out}${outcome.error}`.includes('another-secret-of-the-service'));
});

test('what takes a browser is left to the editor, and a request that is only printed signs nobody in', async () => {
  const person = await send(requestWith('Bearer {{$auth.token("person")}}'));
  assert.deepEqual([person.status, person.out], [2, '']);
  assert.match(person.error, /"person" signs in with an authorization code, which takes somebody at a browser/);
  const printed = await send(requestWith('Bearer {{$auth.token("service")}}'), secret, ['--as', 'curl']);
  assert.match(printed.error, /nobody has signed in for it/);
});

test('somebody signs in in the browser once, and both tokens are put in', async () => {
  const sources = [{ kind: 'json', label: 'http-client.env.json', text: JSON.stringify(environment) }] as const;
  const known = lookupFrom({ environment: 'dev', sources, known: readEnvironment(sources, 'dev'), imports: [] });
  const file = parseHttpFile(`${requestWith('Bearer {{$auth.token("person")}}')}X-ID: {{$auth.idToken("person")}}\n`);
  const wanted = new Map<string, WantedSignIn>();
  const tokens = new Map<string, SignedIn>();
  const resolve = () =>
    resolveRequest(file, 0, {
      ...known,
      tokens(one) {
        wanted.set(one.name, one);
        return tokens.get(one.name);
      },
    });
  resolve();
  const { outside, browsed } = outsideOf();
  const { signal } = new AbortController();
  const session = new SessionTokens({
    now: Date.now,
    async signIn(request) {
      const result = await signIn(request, outside, signal);
      return result.kind === 'signed-in' ? result.tokens : assert.fail(JSON.stringify(result));
    },
    renew: (request, old) => renew(request, old, outside, signal),
  });
  const [person] = wanted.values();
  assert.ok(person);
  const signedIn = await session.get('a.http', person.signIn, person.name);
  await browsed();
  assert.ok(signedIn?.idToken);
  tokens.set(person.name, signedIn);
  const { request, problems } = resolve();
  assert.deepEqual(problems, []);
  const headers = Object.fromEntries((request?.headers ?? []).map(({ name, value }) => [name, value]));
  assert.equal((await fetch(api.origin, { headers })).status, 200);
  assert.equal(headers['X-ID'], signedIn.idToken);
});
