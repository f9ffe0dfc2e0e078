import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import jwt from 'jsonwebtoken';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, basic, bearer, issuer, secret } from './tokens.ts';

const description = {
  openapi: '3.0.3' as const,
  info: { title: 'Orders', version: '1.0.0' },
  components: {
    securitySchemes: {
      token: { type: 'http' as const, scheme: 'bearer' },
      password: { type: 'http' as const, scheme: 'basic' },
      key: { type: 'apiKey' as const, in: 'header' as const, name: 'X-Shop-Key' },
      queryKey: { type: 'apiKey' as const, in: 'query' as const, name: 'shop_key' },
    },
  },
  paths: Object.fromEntries(
    ['token', 'password', 'key', 'queryKey', 'forgotten'].map(name => [
      `/${name}`,
      {
        get: {
          security: [{ [name]: [] }],
          parameters: [
            { in: 'query' as const, name: 'limit', schema: { type: 'integer' as const } },
            { in: 'query' as const, name: 'shop_key', schema: { type: 'string' as const } },
          ],
          responses: { 200: { description: 'Orders' } },
        },
      },
    ]),
  ),
};

let server: Running;

before(async () => {
  const app = express();
  app.use(
    OpenApiValidator.middleware({
      apiSpec: description,
      validateSecurity: {
        handlers: {
          // What it throws, or that it does not agree, is all that the answer tells.
          token: request => {
            const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
            return Boolean(jwt.verify(token, secret, { algorithms: ['HS256'], audience, issuer }));
          },
          password: request => request.headers.authorization === basic('ada:engine'),
          key: request => request.headers['x-shop-key'] === '2YotnFZFEjr1zCsicMWpAA',
          queryKey: request => request.query.shop_key === '2YotnFZFEjr1zCsicMWpAA',
        },
      },
    }),
  );
  app.use((_request, response) => void response.json({ orders: [] }));
  const asJson: ErrorRequestHandler = (error, _request, response, _next) =>
    void response.status(error.status ?? 500).json({ message: error.message, errors: error.errors });
  app.use(asJson);
  server = await serve(app);
});

after(() => server.stop());

const now = Math.floor(Date.now() / 1000);
const key = '2YotnFZFEjr1zCsicMWpAA';

const cases: readonly Case[] = [
  { title: 'no header', url: '/token', expected: 'credentials-missing' },
  { title: 'a password', url: '/token', headers: { Authorization: basic('ada:engine') }, expected: 'scheme-mismatch' },
  {
    title: 'an expired token',
    url: '/token',
    headers: { Authorization: bearer({ iat: now - 7200, exp: now - 3600 }) },
    expected: 'token-expired',
  },
  {
    title: 'another audience',
    url: '/token',
    headers: { Authorization: bearer({ aud: 'billing' }) },
    expected: 'audience-mismatch',
  },
  { title: 'no password', url: '/password', expected: 'credentials-missing' },
  { title: 'a token', url: '/password', headers: { Authorization: bearer() }, expected: 'scheme-mismatch' },
  {
    title: 'a wrong password',
    url: '/password',
    headers: { Authorization: basic('ada:compiler') },
    expected: 'invalid-credentials',
  },
  { title: 'no key', url: '/key', expected: 'credentials-missing' },
  {
    title: 'a wrong key',
    url: '/key',
    headers: { 'X-Shop-Key': 'tGzv3JOkF0XG5Qx2TlKWIA' },
    expected: 'invalid-api-key',
  },
  { title: 'the key in another header', url: '/key', headers: { 'X-Api-Key': key }, expected: 'wrong-header-name' },
  {
    title: 'the key under Authorization',
    url: '/key',
    headers: { Authorization: `Bearer ${key}` },
    expected: 'wrong-header-name',
  },
  { title: 'no key', url: '/queryKey', expected: 'credentials-missing' },
  { title: 'the key in a header', url: '/queryKey', headers: { 'X-Api-Key': key }, expected: 'wrong-header-name' },
  {
    title: 'a guard that is not there',
    url: '/forgotten',
    headers: { Authorization: bearer() },
    expected: 'server-misconfigured',
  },
  {
    title: 'a parameter of another type',
    url: '/token?limit=many',
    headers: { Authorization: bearer() },
    expected: 'not-an-auth-failure',
  },
  { title: 'an unknown path', url: '/order', headers: { Authorization: bearer() }, expected: 'not-an-auth-failure' },
];

for (const { url, ...rest } of cases)
  test(`express-openapi-validator at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

for (const [path, headers] of Object.entries({ '/token': { Authorization: bearer() }, '/key': { 'X-Shop-Key': key } }))
  test(`express-openapi-validator at ${path}: whole credentials`, () =>
    checkSuccess({ url: server.origin + path, headers: headers as Record<string, string> }));

userHas(() => ({ url: `${server.origin}/password`, headers: { Authorization: basic('ada:engine') } }));
userHas(() => ({ url: `${server.origin}/queryKey?shop_key=${key}` }));
