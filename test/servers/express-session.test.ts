import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import express from 'express';
import session, { MemoryStore } from 'express-session';
import { checkCase, type Running, send, serve, userHas } from './server.ts';

declare module 'express-session' {
  interface SessionData {
    user: string;
  }
}

let server: Running;
const store = new MemoryStore();

before(async () => {
  const app = express();
  app.use(session({ secret: 'the-cookie-secret', name: 'sid', resave: false, saveUninitialized: false, store }));
  app.post('/login', express.json(), (request, response) => {
    const { user, password } = request.body as { user: string; password: string };
    if (password !== 'engine') return void response.status(401).json({ error: 'Wrong user or password' });
    request.session.user = user;
    response.json({ user });
  });
  app.get('/orders', (request, response) => {
    if (request.session.user) response.json({ orders: [] });
    else response.status(401).json({ error: 'Not logged in' });
  });
  app.get('/page', (request, response) => {
    if (request.session.user) response.send('<h1>Orders</h1>');
    else response.redirect('/login');
  });
  app.get('/login', (_request, response) => {
    response.send(
      '<h1>Sign in</h1><form method="post"><input name="user"><input type="password" name="password"></form>',
    );
  });
  server = await serve(app);
});

after(() => server.stop());

async function signIn(): Promise<string> {
  const { response } = await send({
    url: `${server.origin}/login`,
    headers: { 'Content-Type': 'application/json' },
    body: '{"user":"ada","password":"engine"}',
  });
  const cookie = response?.headers.find(({ name }) => name.toLowerCase() === 'set-cookie')?.value.split(';')[0];
  assert.ok(cookie);
  return cookie;
}

test('express-session: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/login`,
    headers: { 'Content-Type': 'application/json' },
    body: '{"user":"ada","password":"compiler"}',
  }));

test('express-session: no cookie', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/orders` }));

test('express-session: no cookie, for a page', () =>
  checkCase({ title: '', expected: 'credentials-missing', url: `${server.origin}/page` }));

for (const path of ['/orders', '/page'])
  test(`express-session: a cookie whose session has ended at ${path}`, async () => {
    const cookie = await signIn();
    store.clear();
    await checkCase({ title: '', expected: 'session-expired', url: server.origin + path, headers: { Cookie: cookie } });
  });

test('express-session: a bearer token where a session is wanted', () =>
  checkCase({
    title: '',
    expected: 'scheme-mismatch',
    undetermined: true,
    url: `${server.origin}/orders`,
    headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' },
  }));

userHas(() => ({
  url: `${server.origin}/login`,
  headers: { 'Content-Type': 'application/json' },
  body: '{"user":"ada","password":"engine"}',
}));

for (const path of ['/orders', '/page'])
  userHas(async () => ({ url: server.origin + path, headers: { Cookie: await signIn() } }));
