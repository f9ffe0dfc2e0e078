import { after, before, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { bearerAuth } from 'hono/bearer-auth';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { ipRestriction } from 'hono/ip-restriction';
import { jwk } from 'hono/jwk';
import { jwt } from 'hono/jwt';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import {
  audience,
  type Broken,
  basic,
  bearer,
  brokenPasswords,
  brokenTokens,
  casesAt,
  issuer,
  secret,
} from './tokens.ts';

let server: Running;

before(async () => {
  const app = new Hono();
  const verification = { aud: audience, iss: issuer };
  app.use('/jwt', jwt({ secret, alg: 'HS256', verification }));
  app.use('/told', jwt({ secret, alg: 'HS256', verification }));
  app.use('/cookie', jwt({ secret, alg: 'HS256', verification, cookie: 'token' }));
  app.use('/bearer', bearerAuth({ token: '2YotnFZFEjr1zCsicMWpAA', realm: 'Orders' }));
  app.use('/key', bearerAuth({ token: '2YotnFZFEjr1zCsicMWpAA', headerName: 'X-Api-Key', prefix: '' }));
  app.use('/basic', basicAuth({ username: 'ada', password: 'engine', realm: 'Orders' }));
  app.use('/form', csrf());
  app.use(
    '/office',
    ipRestriction(() => '203.0.113.7', { allowList: ['192.0.2.0/24'] }),
  );
  app.use('/keys', jwk({ keys: [], alg: ['RS256'], verification }));
  // Without a network there is no key set: nothing listens at port 9.
  app.use('/far-keys', jwk({ jwks_uri: 'http://127.0.0.1:9/jwks.json', alg: ['RS256'], verification }));
  app.all('*', context => context.json({ orders: [] }));
  // What verified the token says why, to those who pass it on.
  app.onError((error, context) => {
    if (!(error instanceof HTTPException)) return context.text('Internal Server Error', 500);
    if (context.req.path !== '/told' || !(error.cause instanceof Error)) return error.getResponse();
    return context.json({ error: error.cause.message }, 401);
  });
  server = await serve(getRequestListener(app.fetch));
});

after(() => server.stop());

function check(path: string, broken: readonly Broken[], undetermined: readonly string[] = []): void {
  for (const { url, ...rest } of casesAt(path, broken, undetermined))
    test(`Hono at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));
}

// "Token verification failure", and no more.
check('/jwt', brokenTokens, ['another secret', 'another audience', 'another issuer', 'another algorithm']);
check('/told', brokenTokens);
check('/basic', brokenPasswords);
check('/bearer', [
  ...brokenTokens.filter(({ expected }) => ['credentials-missing', 'scheme-mismatch'].includes(expected)),
  ...brokenTokens.filter(({ expected }) => ['malformed-header', 'placeholder-credentials'].includes(expected)),
  { title: 'an unknown token', authorization: 'Bearer mF_9.B5f-4.1JqM', expected: 'token-unknown', undetermined: true },
]);
check('/keys', [
  {
    title: 'a key of nobody',
    authorization: bearer({}, secret, { keyid: 'of-nobody' }),
    expected: 'algorithm-not-allowed',
    undetermined: true,
  },
]);

const token = bearer().slice('Bearer '.length);
const form = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: 'session=2YotnFZFEjr1zCsicMWpAA' };

const cases: readonly Case[] = [
  { title: 'no key', url: '/key', expected: 'credentials-missing' },
  {
    title: 'an unknown key',
    url: '/key',
    headers: { 'X-Api-Key': 'tGzv3JOkF0XG5Qx2TlKWIA' },
    expected: 'invalid-api-key',
  },
  {
    title: 'a key in the usual header',
    url: '/key',
    headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' },
    expected: 'wrong-header-name',
    undetermined: true,
  },
  {
    title: 'a token in another cookie',
    url: '/cookie',
    headers: { Cookie: `access_token=${token}` },
    expected: 'wrong-header-name',
  },
  {
    title: 'a form of another site',
    url: '/form',
    headers: { ...form, Origin: 'https://other.test' },
    body: 'order=1',
    expected: 'csrf-token-invalid',
    undetermined: true,
  },
  {
    title: 'another address',
    url: '/office',
    headers: { Authorization: bearer() },
    expected: 'client-not-allowed',
    undetermined: true,
  },
  {
    title: 'a key set that cannot be reached',
    url: '/far-keys',
    headers: { Authorization: bearer() },
    expected: 'server-misconfigured',
    undetermined: true,
  },
];

for (const { url, ...rest } of cases)
  test(`Hono at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

for (const [path, headers] of Object.entries({
  '/jwt': { Authorization: bearer() },
  '/cookie': { Cookie: `token=${token}` },
  '/basic': { Authorization: basic('ada:engine') },
  '/key': { 'X-Api-Key': '2YotnFZFEjr1zCsicMWpAA' },
}))
  test(`Hono at ${path}: whole credentials`, () => checkSuccess({ url: server.origin + path, headers }));

userHas(() => ({ url: `${server.origin}/told`, headers: { Authorization: bearer() } }));
userHas(() => ({ url: `${server.origin}/bearer`, headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' } }));
