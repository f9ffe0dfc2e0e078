import { after, before, test } from 'node:test';
import express from 'express';
import basicAuth from 'express-basic-auth';
import { type Case, checkCase, type Running, serve } from './server.ts';

let server: Running;

before(async () => {
  const app = express();
  const users = { ada: 'engine' };
  app.use('/silent', basicAuth({ users }));
  app.use(
    '/challenging',
    basicAuth({ users, challenge: true, realm: 'Orders', unauthorizedResponse: () => ({ error: 'Unauthorized' }) }),
  );
  server = await serve(app);
});

after(() => server.stop());

const encoded = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

const cases: readonly (Omit<Case, 'url'> & { readonly authorization?: string })[] = [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'a wrong password', authorization: encoded('ada:compiler'), expected: 'invalid-credentials' },
  { title: 'an unknown user', authorization: encoded('grace:engine'), expected: 'invalid-credentials' },
  { title: 'a password that was not encoded', authorization: 'Basic ada:engine', expected: 'malformed-header' },
  { title: 'a user without a colon', authorization: encoded('ada'), expected: 'malformed-header' },
  { title: 'a line break after the password', authorization: encoded('ada:engine\n'), expected: 'malformed-header' },
  { title: 'the scheme twice', authorization: `Basic ${encoded('ada:engine')}`, expected: 'malformed-header' },
];

for (const { authorization, title, expected } of cases) {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  for (const path of ['/silent', '/challenging'])
    test(`express-basic-auth at ${path}: ${title}`, () =>
      checkCase({ title, expected, url: server.origin + path, headers }));
}

test('express-basic-auth with a challenge: a bearer token', () =>
  checkCase({
    title: 'a bearer token',
    expected: 'scheme-mismatch',
    url: `${server.origin}/challenging`,
    headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' },
  }));
