// Strategies of Passport for signed requests of OAuth 1 and for keys.
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import express from 'express';
import passport from 'passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import { TokenStrategy } from 'passport-http-oauth';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';
import { bearer } from './tokens.ts';

const consumer = { key: 'shop', secret: 'the-secret-of-the-shop' };
const granted = { token: 'nnch734d00sl2jdk', secret: 'pfkkdhi9sl3r4s00' };

let server: Running;

before(async () => {
  const auth = new passport.Passport();
  const seen = new Set(['used']);
  auth.use(
    'oauth',
    new TokenStrategy(
      (key, done) => (key === consumer.key ? done(null, { key }, consumer.secret) : done(null, false)),
      (token, done) => (token === granted.token ? done(null, { user: 'ada' }, granted.secret) : done(null, false)),
      (timestamp, nonce, done) => {
        const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300 && !seen.has(nonce);
        seen.add(nonce);
        done(null, fresh);
      },
    ),
  );
  auth.use(
    'key',
    new HeaderAPIKeyStrategy({ header: 'Authorization', prefix: 'Api-Key ' }, false, (key, done) =>
      key === '2YotnFZFEjr1zCsicMWpAA'
        ? done(null, { user: 'ada' })
        : done(null, undefined, { message: 'Key not known' }),
    ),
  );
  const app = express();
  app.use(auth.initialize());
  app.get('/oauth', auth.authenticate('oauth', { session: false }), (_request, response) => void response.json([]));
  app.get('/key', (request, response, next) => {
    const answer = (error: unknown, user: unknown, info: { message?: string } | undefined) => {
      if (error || user) next(error);
      else response.status(401).json({ message: info?.message ?? 'Unauthorized' });
    };
    auth.authenticate('key', { session: false }, answer)(request, response, next);
  });
  app.get('/key', (_request, response) => void response.json([]));
  server = await serve(app);
});

after(() => server.stop());

interface Change {
  readonly secret?: string;
  readonly fields?: Record<string, string>;
  readonly without?: string;
}

let count = 0;

/** RFC 5849 §3.4 */
function signed({ secret = consumer.secret, fields = {}, without = '' }: Change = {}): string {
  const all: Record<string, string> = {
    oauth_consumer_key: consumer.key,
    oauth_token: granted.token,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_nonce: `nonce-${count++}`,
    oauth_version: '1.0',
    ...fields,
  };
  delete all[without];
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const list = Object.keys(all)
    .sort()
    .map(name => `${name}=${encode(all[name] ?? '')}`)
    .join('&');
  const base = ['GET', encode(`${server.origin}/oauth`), encode(list)].join('&');
  const signature = createHmac('sha1', `${encode(secret)}&${encode(granted.secret)}`)
    .update(base)
    .digest('base64');
  return `OAuth ${Object.entries({ ...all, oauth_signature: signature })
    .map(([name, value]) => `${name}="${encode(value)}"`)
    .join(', ')}`;
}

const cases: readonly (Omit<Case, 'headers'> & { authorization?: () => string })[] = [
  { title: 'no header', url: '/oauth', expected: 'credentials-missing' },
  {
    title: 'another secret',
    url: '/oauth',
    authorization: () => signed({ secret: 'another' }),
    expected: 'request-signature-mismatch',
  },
  {
    title: 'an unknown consumer',
    url: '/oauth',
    authorization: () => signed({ fields: { oauth_consumer_key: 'nobody' } }),
    expected: 'invalid-api-key',
  },
  {
    title: 'an unknown token',
    url: '/oauth',
    authorization: () => signed({ fields: { oauth_token: 'kkk9d7dh3k39sjv7' } }),
    expected: 'token-unknown',
  },
  {
    title: 'a request sent twice',
    url: '/oauth',
    authorization: () => signed({ fields: { oauth_nonce: 'used' } }),
    expected: 'request-signature-mismatch',
    undetermined: true,
  },
  {
    title: 'another method of signing',
    url: '/oauth',
    authorization: () => signed({ fields: { oauth_signature_method: 'HMAC-SHA512' } }),
    expected: 'algorithm-not-allowed',
    undetermined: true,
  },
  {
    title: 'no timestamp',
    url: '/oauth',
    authorization: () => signed({ without: 'oauth_timestamp' }),
    expected: 'malformed-header',
    undetermined: true,
  },
  {
    title: 'a token of OAuth 2',
    url: '/oauth',
    authorization: () => bearer(),
    expected: 'scheme-mismatch',
    undetermined: true,
  },
  { title: 'no key', url: '/key', expected: 'credentials-missing' },
  {
    title: 'an unknown key',
    url: '/key',
    authorization: () => 'Api-Key tGzv3JOkF0XG5Qx2TlKWIA',
    expected: 'invalid-api-key',
  },
  {
    title: 'a key without its prefix',
    url: '/key',
    authorization: () => '2YotnFZFEjr1zCsicMWpAA',
    expected: 'malformed-header',
  },
  {
    title: 'a key under another scheme',
    url: '/key',
    authorization: () => 'Bearer 2YotnFZFEjr1zCsicMWpAA',
    expected: 'scheme-mismatch',
  },
];

for (const { url, authorization, ...rest } of cases)
  test(`passport at ${url}: ${rest.title}`, () =>
    checkCase({ ...rest, url: server.origin + url, headers: authorization ? { Authorization: authorization() } : {} }));

test('passport at /oauth: whole credentials', () =>
  checkSuccess({
    url: `${server.origin}/oauth`,
    headers: { Authorization: signed({ fields: { oauth_nonce: 'fresh' } }) },
  }));

test('passport at /key: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/key`, headers: { Authorization: 'Api-Key 2YotnFZFEjr1zCsicMWpAA' } }));
