import { after, before, test } from 'node:test';
import * as hawk from '@hapi/hawk';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';
import { basic, bearer } from './tokens.ts';

const ada = { id: 'ada', key: 'the-key-of-ada-which-is-long', algorithm: 'sha256' } as const;
const now = Math.floor(Date.now() / 1000);

let server: Running;

before(async () => {
  server = await serve(async (request, response) => {
    try {
      await hawk.server.authenticate(request, async id => (id === ada.id ? ada : null));
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
    } catch (error) {
      const { output } = error as { output: { statusCode: number; headers: Record<string, string>; payload: object } };
      response
        .writeHead(output.statusCode, { ...output.headers, 'Content-Type': 'application/json' })
        .end(JSON.stringify(output.payload));
    }
  });
});

after(() => server.stop());

type Change = Partial<Parameters<typeof hawk.client.header>[2]> & { method?: string; path?: string };

const signed = ({ method = 'GET', path = '/orders', ...options }: Change = {}) =>
  hawk.client.header(server.origin + path, method, { credentials: ada, ...options }).header;

const cases: readonly (Omit<Case, 'url' | 'headers'> & { authorization?: () => string })[] = [
  { title: 'no header', expected: 'credentials-missing' },
  {
    title: 'another key',
    authorization: () => signed({ credentials: { ...ada, key: 'another-key-which-is-long' } }),
    expected: 'request-signature-mismatch',
  },
  {
    title: 'an unknown id',
    authorization: () => signed({ credentials: { ...ada, id: 'grace' } }),
    expected: 'invalid-api-key',
  },
  {
    title: 'another path than the one that was signed',
    authorization: () => signed({ path: '/orders/1' }),
    expected: 'request-signature-mismatch',
  },
  {
    title: 'another method than the one that was signed',
    authorization: () => signed({ method: 'POST' }),
    expected: 'request-signature-mismatch',
  },
  {
    title: 'a clock that is an hour slow',
    authorization: () => signed({ timestamp: now - 3600 }),
    expected: 'clock-skew',
  },
  {
    title: 'a header without its mac',
    authorization: () => signed().replace(/, mac="[^"]*"/, ''),
    expected: 'malformed-header',
  },
  { title: 'a header that was cut', authorization: () => signed().slice(0, -12), expected: 'malformed-header' },
  { title: 'a token', authorization: () => bearer(), expected: 'scheme-mismatch' },
  { title: 'a password', authorization: () => basic('ada:engine'), expected: 'scheme-mismatch' },
];

for (const { authorization, ...rest } of cases)
  test(`Hawk: ${rest.title}`, () =>
    checkCase({
      ...rest,
      url: `${server.origin}/orders`,
      headers: authorization ? { Authorization: authorization() } : {},
    }));

test('Hawk: whole credentials', () =>
  checkSuccess({ url: `${server.origin}/orders`, headers: { Authorization: signed() } }));
