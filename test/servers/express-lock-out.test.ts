// Who guesses is locked out: after four wrong passwords of one address none is taken for a while.
import { after, before, test } from 'node:test';
import express from 'express';
import basicAuth from 'express-basic-auth';
import { rateLimit } from 'express-rate-limit';
import { checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { basic } from './tokens.ts';

let server: Running;

before(async () => {
  const app = express();
  const guess = () => rateLimit({ limit: 4, windowMs: 600_000, skipSuccessfulRequests: true, validate: false });
  app.use('/basic', guess(), basicAuth({ users: { ada: 'engine' }, challenge: true, realm: 'Orders' }));
  app.post('/login', guess(), express.json(), (request, response) => {
    const { username, password } = request.body as { username?: string; password?: string };
    if (username === 'ada' && password === 'engine') response.json({ token: '2YotnFZFEjr1zCsicMWpAA' });
    else response.status(401).json({ error: 'Invalid username or password' });
  });
  app.use((_request, response) => void response.json({ orders: [] }));
  server = await serve(app);
});

after(() => server.stop());

test('a lock after four guesses, with Basic: a wrong password', () =>
  checkCase({
    title: '',
    expected: 'invalid-credentials',
    url: `${server.origin}/basic`,
    headers: { Authorization: basic('ada:compiler') },
  }));

const login = (password: string) => ({
  url: `${server.origin}/login`,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ username: 'ada', password }),
});

test('a lock after four guesses, with a login: a wrong password', () =>
  checkCase({ title: '', expected: 'invalid-credentials', ...login('compiler') }));

test('a lock after four guesses: the right password', () =>
  checkSuccess({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine') } }));

userHas(() => login('engine'));
