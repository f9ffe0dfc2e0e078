import { after, before, test } from 'node:test';
import OAuth2Server from '@node-oauth/oauth2-server';
import express, { type RequestHandler } from 'express';
import { type Case, checkCase, checkSuccess, type Running, serve, userHas } from './server.ts';
import { basic } from './tokens.ts';

const { Request, Response } = OAuth2Server;
const hour = 3_600_000;

const shop = {
  id: 'shop',
  grants: ['authorization_code', 'refresh_token'],
  redirectUris: ['https://shop.test/callback'],
};
const user = { name: 'ada' };

const tokens: Record<string, OAuth2Server.Token> = {
  '2YotnFZFEjr1zCsicMWpAA': token({ accessTokenExpiresAt: new Date(Date.now() + hour), scope: ['orders'] }),
  tGzv3JOkF0XG5Qx2TlKWIA: token({ accessTokenExpiresAt: new Date(Date.now() - hour), scope: ['orders'] }),
  SlAV32hkKG9Zd1NkJ2xQbA: token({ accessTokenExpiresAt: new Date(Date.now() + hour), scope: ['profile'] }),
};

function token(fields: object): OAuth2Server.Token {
  return { accessToken: 'unused', client: shop, user, ...fields };
}

const code = {
  authorizationCode: 'SplxlOBeZQQYbYS6WxSbIA',
  expiresAt: new Date(Date.now() + hour),
  redirectUri: 'https://shop.test/callback',
  scope: ['orders'],
  client: shop,
  user,
};

const codes: Record<string, OAuth2Server.AuthorizationCode> = {
  SplxlOBeZQQYbYS6WxSbIA: code,
  i1WsRn1uB1TmQvXrJ3wGpA: { ...code, expiresAt: new Date(Date.now() - hour) },
  n0esc3NRze7LTCu7iYzS6A: { ...code, client: { ...shop, id: 'other' } },
};

const model = {
  getAccessToken: async (value: string) => tokens[value],
  getClient: async (id: string, secret: string | null) =>
    id === 'shop' && (secret === null || secret === 'the-secret-of-the-shop') && shop,
  getAuthorizationCode: async (value: string) => codes[value],
  getRefreshToken: async (value: string) =>
    value === 'tGzv3JOkF0XG5Qx2TlKWIA'
      ? { refreshToken: value, refreshTokenExpiresAt: new Date(Date.now() - hour), client: shop, user }
      : undefined,
  revokeAuthorizationCode: async () => true,
  revokeToken: async () => true,
  saveToken: async (issued: object, client: object, owner: object) => ({ ...issued, client, user: owner }),
  verifyScope: async (issued: OAuth2Server.Token, wanted: string[]) =>
    wanted.every(scope => issued.scope?.includes(scope)),
} as unknown as OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel;

let server: Running;

before(async () => {
  const oauth = new OAuth2Server({ model });
  const handle =
    (work: (request: OAuth2Server.Request, response: OAuth2Server.Response) => Promise<object>): RequestHandler =>
    async (incoming, outgoing) => {
      const response = new Response(outgoing);
      try {
        const result = await work(new Request(incoming as never), response);
        outgoing.set(response.headers ?? {}).json(response.body ?? result);
      } catch (error) {
        const { code: status, name, message } = error as OAuth2Server.OAuthError;
        outgoing.set(response.headers ?? {});
        // No `error` where there were no credentials, as RFC 6750 §3 asks.
        outgoing
          .status(status)
          .json(name === 'unauthorized_request' ? {} : { error: name, error_description: message });
      }
    };
  const app = express();
  app.use(express.urlencoded());
  app.post(
    '/token',
    handle((request, response) => oauth.token(request, response)),
  );
  app.get(
    '/orders',
    handle(async (request, response) => ({
      owner: (await oauth.authenticate(request, response, { scope: ['orders'] })).user,
    })),
  );
  server = await serve(app);
});

after(() => server.stop());

const withHeader = (title: string, authorization: string, expected: Case['expected']): Case => ({
  title,
  url: '/orders',
  headers: { Authorization: authorization },
  expected,
});

const form = (title: string, fields: Record<string, string>, expected: Case['expected'], extra = {}): Case => ({
  title,
  url: '/token',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...extra },
  body: new URLSearchParams(fields).toString(),
  expected,
});

const client = { client_id: 'shop', client_secret: 'the-secret-of-the-shop' };
const byCode = {
  grant_type: 'authorization_code',
  redirect_uri: 'https://shop.test/callback',
  code: 'SplxlOBeZQQYbYS6WxSbIA',
};

const cases: readonly Case[] = [
  { title: 'no header', url: '/orders', expected: 'credentials-missing' },
  withHeader('an expired token', 'Bearer tGzv3JOkF0XG5Qx2TlKWIA', 'token-expired'),
  { ...withHeader('an unknown token', 'Bearer mF_9.B5f-4.1JqM', 'token-unknown'), undetermined: true },
  withHeader('a token without the scope', 'Bearer SlAV32hkKG9Zd1NkJ2xQbA', 'insufficient-scope'),
  withHeader('no scheme', '2YotnFZFEjr1zCsicMWpAA', 'malformed-header'),
  withHeader('a password', basic('ada:engine'), 'scheme-mismatch'),
  withHeader('a variable without a value', 'Bearer null', 'placeholder-credentials'),
  {
    title: 'a token in the query',
    url: '/orders?access_token=2YotnFZFEjr1zCsicMWpAA',
    expected: 'wrong-header-name',
  },
  form('no client', byCode, 'client-authentication-failed'),
  form('an unknown client', { ...byCode, ...client, client_id: 'nobody' }, 'client-authentication-failed'),
  form('a wrong client secret', { ...byCode, ...client, client_secret: 'x' }, 'client-authentication-failed'),
  form('a wrong client secret in the header', byCode, 'client-authentication-failed', {
    Authorization: basic('shop:the-secret'),
  }),
  form('an unknown code', { ...byCode, ...client, code: 'Qcb0Orv1zh30vL1MPRsbm-' }, 'grant-invalid'),
  form('an expired code', { ...byCode, ...client, code: 'i1WsRn1uB1TmQvXrJ3wGpA' }, 'grant-invalid'),
  form('the code of another client', { ...byCode, ...client, code: 'n0esc3NRze7LTCu7iYzS6A' }, 'grant-invalid'),
  form('another redirect', { ...byCode, ...client, redirect_uri: 'https://shop.test/other' }, 'grant-invalid'),
  form(
    'an expired refresh token',
    { grant_type: 'refresh_token', refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA', ...client },
    'grant-invalid',
  ),
  form('a grant that is not the client’s', { grant_type: 'password', ...client }, 'auth-method-disabled'),
  form('no code', { grant_type: 'authorization_code', ...client }, 'not-an-auth-failure'),
];

for (const { url, ...rest } of cases)
  test(`oauth2-server at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('oauth2-server: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA' } }));

userHas(() => {
  const { url, ...whole } = form('', { ...byCode, ...client }, 'not-an-auth-failure');
  return { ...whole, url: server.origin + url };
});
