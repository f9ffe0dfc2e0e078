// A proxy that changes what passes through, before a server that is right about what it got.
import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import basicAuth from 'express-basic-auth';
import { expressjwt, UnauthorizedError } from 'express-jwt';
import httpProxy from 'http-proxy';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, basic, bearer, issuer, secret } from './tokens.ts';

let upstream: Running;
let server: Running;

before(async () => {
  const app = express();
  app.use('/jwt', expressjwt({ secret, algorithms: ['HS256'], audience, issuer }));
  app.use('/basic', basicAuth({ users: { ada: 'engine' }, challenge: true, realm: 'Orders' }));
  app.use('/key', (request, response, next) => {
    if (request.get('X-Api-Key') === '2YotnFZFEjr1zCsicMWpAA') next();
    else
      response
        .status(401)
        .json({ message: request.get('X-Api-Key') ? 'Invalid API key' : 'No API key found in request' });
  });
  app.use((_request, response) => void response.json({ orders: [] }));
  const asJson: ErrorRequestHandler = (error, _request, response, next) => {
    if (error instanceof UnauthorizedError) response.status(401).json({ code: error.code, message: error.message });
    else next(error);
  };
  app.use(asJson);
  upstream = await serve(app);

  const proxy = httpProxy.createProxyServer({ target: upstream.origin });
  // As nginx with `proxy_pass_request_headers off`, or a gateway that keeps credentials to itself.
  proxy.on('proxyReq', (forwarded, request) => {
    forwarded.setHeader('Via', '1.1 gateway');
    if (request.headers['x-keep'] !== 'yes') {
      forwarded.removeHeader('Authorization');
      forwarded.removeHeader('X-Api-Key');
    }
  });
  proxy.on('error', (_error, _request, response) => {
    if ('writeHead' in response) response.writeHead(502).end('Bad Gateway');
  });
  server = await serve((request, response) => {
    const away = request.url?.startsWith('/away');
    proxy.web(request, response, away ? { target: 'http://127.0.0.1:9' } : {});
  });
});

after(async () => {
  await server.stop();
  await upstream.stop();
});

const cases: readonly Case[] = [
  {
    title: 'a token that the proxy drops',
    url: '/jwt',
    headers: { Authorization: bearer() },
    expected: 'header-stripped-by-intermediary',
  },
  {
    title: 'a password that the proxy drops',
    url: '/basic',
    headers: { Authorization: basic('ada:engine') },
    expected: 'header-stripped-by-intermediary',
    undetermined: true,
  },
  {
    title: 'a key that the proxy drops',
    url: '/key',
    headers: { 'X-Api-Key': '2YotnFZFEjr1zCsicMWpAA' },
    expected: 'header-stripped-by-intermediary',
    undetermined: true,
  },
  { title: 'no token', url: '/jwt', expected: 'credentials-missing' },
  {
    title: 'a wrong password that the proxy keeps',
    url: '/basic',
    headers: { Authorization: basic('ada:compiler'), 'X-Keep': 'yes' },
    expected: 'invalid-credentials',
  },
  {
    title: 'a wrong key that the proxy keeps',
    url: '/key',
    headers: { 'X-Api-Key': 'tGzv3JOkF0XG5Qx2TlKWIA', 'X-Keep': 'yes' },
    expected: 'invalid-api-key',
  },
  {
    title: 'a server that is away',
    url: '/away',
    headers: { Authorization: bearer() },
    expected: 'not-an-auth-failure',
  },
];

for (const { url, ...rest } of cases)
  test(`http-proxy at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('http-proxy: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/jwt`, headers: { Authorization: bearer(), 'X-Keep': 'yes' } }));

userHas(() => ({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine'), 'X-Keep': 'yes' } }));
userHas(() => ({
  url: `${server.origin}/key`,
  headers: { 'X-Api-Key': '2YotnFZFEjr1zCsicMWpAA', 'X-Keep': 'yes' },
}));
