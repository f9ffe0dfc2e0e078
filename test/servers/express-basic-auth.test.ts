import { after, before, test } from 'node:test';
import express from 'express';
import basicAuth from 'express-basic-auth';
import { checkCase, type Running, serve, userHas } from './server.ts';
import { basic, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

before(async () => {
  const app = express();
  const users = { ada: 'engine' };
  app.use('/silent', basicAuth({ users }));
  app.use(
    '/challenging',
    basicAuth({ users, challenge: true, realm: 'Orders', unauthorizedResponse: () => ({ error: 'Unauthorized' }) }),
  );
  app.use((_request, response) => void response.json({ orders: [] }));
  server = await serve(app);
});

after(() => server.stop());

const cases = [
  ...casesAt('/challenging', brokenPasswords),
  // A 401 and no more does not say which scheme it wants.
  ...casesAt('/silent', brokenPasswords, ['a token']),
];

for (const one of cases)
  test(`express-basic-auth at ${one.url}: ${one.title}`, () => checkCase({ ...one, url: server.origin + one.url }));

for (const path of ['/challenging', '/silent'])
  userHas(() => ({ url: server.origin + path, headers: { Authorization: basic('ada:engine') } }));
