import { after, before, test } from 'node:test';
import { InvalidGrantError, InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { tokenHandler } from '@modelcontextprotocol/sdk/server/auth/handlers/token.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import type { OAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/provider.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import jwt from 'jsonwebtoken';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { audience, basic, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

const now = Math.floor(Date.now() / 1000);
const granted = { clientId: 'shop', scopes: ['orders:read'], expiresAt: now + 3600 };

/** What an introspection endpoint would know. */
const opaque: Record<string, Omit<AuthInfo, 'token'>> = {
  '2YotnFZFEjr1zCsicMWpAA': granted,
  tGzv3JOkF0XG5Qx2TlKWIA: { ...granted, expiresAt: now - 60 },
  SlAV32hkKG9Zd1NkJ2xQbA: { ...granted, scopes: ['profile'] },
  aHR0cHM6Ly9uZXZlcmVuZA: { clientId: 'shop', scopes: ['orders:read'] },
};

const clients = {
  shop: { client_id: 'shop', client_secret: 'the-secret-of-the-shop', redirect_uris: ['https://shop.test/callback'] },
  old: {
    client_id: 'old',
    client_secret: 'the-secret-of-the-old',
    client_secret_expires_at: now - 3600,
    redirect_uris: ['https://old.test/callback'],
  },
};

const provider = {
  clientsStore: { getClient: (id: string) => clients[id as keyof typeof clients] },
  challengeForAuthorizationCode: async () => 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  exchangeAuthorizationCode: async () => {
    throw new InvalidGrantError('Invalid authorization code');
  },
  exchangeRefreshToken: async () => {
    throw new InvalidGrantError('Refresh token has been revoked');
  },
} as unknown as OAuthServerProvider;

let server: Running;

before(async () => {
  const app = createMcpExpressApp();
  const guard = (verifyAccessToken: (token: string) => Promise<AuthInfo>) =>
    requireBearerAuth({
      verifier: { verifyAccessToken },
      requiredScopes: ['orders:read'],
      resourceMetadataUrl: 'http://127.0.0.1/.well-known/oauth-protected-resource/mcp',
    });
  const byJwt = guard(async token => {
    try {
      jwt.verify(token, secret, { algorithms: ['HS256'], audience, issuer });
      return { token, ...granted };
    } catch (error) {
      throw new InvalidTokenError((error as Error).message);
    }
  });
  const byTable = guard(async token => {
    const known = opaque[token];
    if (!known) throw new InvalidTokenError('Token is not active');
    return { token, ...known };
  });
  // As the example of its documentation does it: the error is none that the guard knows.
  const byDemo = guard(async token => {
    const known = opaque[token];
    if (!known) throw new Error('Invalid or expired token');
    return { token, ...known };
  });
  for (const [path, guarded] of Object.entries({ '/jwt': byJwt, '/mcp': byTable, '/demo': byDemo }))
    app.post(path, guarded, async (request, response) => {
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
      await new McpServer({ name: 'orders', version: '1.0.0' }).connect(
        transport as Parameters<McpServer['connect']>[0],
      );
      await transport.handleRequest(request, response, request.body);
    });
  app.use('/token', tokenHandler({ provider, rateLimit: false }));
  server = await serve(app);
});

after(() => server.stop());

const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1.0.0' } },
});
const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

for (const { url, ...rest } of casesAt('/jwt', brokenTokens))
  test(`MCP SDK at /jwt: ${rest.title}`, () =>
    checkCase({ ...rest, url: server.origin + url, headers: { ...headers, ...rest.headers }, body: initialize }));

const call = (url: string, authorization?: string) => ({
  url,
  headers: { ...headers, ...(authorization !== undefined && { Authorization: authorization }) },
  body: initialize,
});

const form = (fields: Record<string, string>, extra: Record<string, string> = {}) => ({
  url: '/token',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...extra },
  body: new URLSearchParams(fields).toString(),
});

const shop = { client_id: 'shop', client_secret: 'the-secret-of-the-shop' };
const code = {
  grant_type: 'authorization_code',
  code: 'SplxlOBeZQQYbYS6WxSbIA',
  code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
};

const cases: readonly Case[] = [
  { title: 'no header', ...call('/mcp'), expected: 'credentials-missing' },
  { title: 'a password', ...call('/mcp', basic('ada:engine')), expected: 'scheme-mismatch' },
  { title: 'the scheme alone', ...call('/mcp', 'Bearer'), expected: 'malformed-header' },
  { title: 'an expired token', ...call('/mcp', 'Bearer tGzv3JOkF0XG5Qx2TlKWIA'), expected: 'token-expired' },
  {
    title: 'a token without the scope',
    ...call('/mcp', 'Bearer SlAV32hkKG9Zd1NkJ2xQbA'),
    expected: 'insufficient-scope',
  },
  {
    title: 'a token that the issuer says never expires',
    ...call('/mcp', 'Bearer aHR0cHM6Ly9uZXZlcmVuZA'),
    expected: 'claim-missing',
  },
  // What introspection says of tokens that expired, were revoked or never were.
  {
    title: 'an unknown token',
    ...call('/mcp', 'Bearer mF_9.B5f-4.1JqM'),
    expected: 'token-unknown',
    undetermined: true,
  },
  // The answer is that of any fault of the server's.
  { title: 'an unknown token', ...call('/demo', 'Bearer mF_9.B5f-4.1JqM'), expected: 'not-an-auth-failure' },
  {
    title: 'a client that cannot take the answer',
    ...call('/mcp', 'Bearer 2YotnFZFEjr1zCsicMWpAA'),
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' },
    expected: 'not-an-auth-failure',
  },
  {
    title: 'another host',
    ...call('/mcp', 'Bearer 2YotnFZFEjr1zCsicMWpAA'),
    headers: { ...headers, Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA', Host: 'orders.test' },
    expected: 'client-not-allowed',
  },
  {
    title: 'an unknown client',
    ...form({ ...code, client_id: 'nobody', client_secret: 'the-secret' }),
    expected: 'client-authentication-failed',
  },
  {
    title: 'a wrong client secret',
    ...form({ ...code, client_id: 'shop', client_secret: 'the-secret' }),
    expected: 'client-authentication-failed',
  },
  {
    title: 'no client secret',
    ...form({ ...code, client_id: 'shop' }),
    expected: 'client-authentication-failed',
  },
  {
    title: 'an expired client secret',
    ...form({ ...code, client_id: 'old', client_secret: 'the-secret-of-the-old' }),
    expected: 'client-authentication-failed',
  },
  {
    title: 'the client in the header',
    ...form(code, { Authorization: basic('shop:the-secret-of-the-shop') }),
    expected: 'client-authentication-failed',
  },
  {
    title: 'another verifier',
    ...form({ ...code, ...shop, code_verifier: 'M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag' }),
    expected: 'grant-invalid',
  },
  { title: 'an unknown code', ...form({ ...code, ...shop }), expected: 'grant-invalid' },
  {
    title: 'a revoked refresh token',
    ...form({ grant_type: 'refresh_token', refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA', ...shop }),
    expected: 'grant-invalid',
  },
  {
    title: 'a grant that the server does not know',
    ...form({ grant_type: 'password', username: 'ada', password: 'engine', ...shop }),
    expected: 'auth-method-disabled',
  },
];

for (const { url, ...rest } of cases)
  test(`MCP SDK at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('MCP SDK: whole credentials', () =>
  checkSuccess({ ...call('/mcp', 'Bearer 2YotnFZFEjr1zCsicMWpAA'), url: `${server.origin}/mcp` }));

userHas(() => ({ ...call('/jwt', bearer()), url: `${server.origin}/jwt` }));
