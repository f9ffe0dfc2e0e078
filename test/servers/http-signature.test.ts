import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import httpSignature from 'http-signature';
import { type Case, checkCase, checkSuccess, type Running, serve } from './server.ts';
import { basic, bearer, secret } from './tokens.ts';

let server: Running;

before(async () => {
  server = await serve((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    try {
      const parsed = httpSignature.parseRequest(
        request as never,
        { clockSkew: 300, headers: ['date', '(request-target)'] } as never,
      );
      const known = parsed.params.keyId === 'ada';
      if (known && httpSignature.verifyHMAC(parsed, secret)) answer(200, { orders: [] });
      else answer(401, { code: 'Unauthorized', message: known ? 'Signature could not be verified' : 'Unknown keyId' });
    } catch (error) {
      answer(401, { code: (error as Error).name, message: (error as Error).message });
    }
  });
});

after(() => server.stop());

interface Change {
  readonly key?: string;
  readonly keyId?: string;
  readonly date?: Date;
  readonly path?: string;
  readonly algorithm?: string;
  readonly names?: string;
}

function signed({ key = secret, keyId = 'ada', date = new Date(), path = '/orders', ...rest }: Change = {}) {
  const { algorithm = 'hmac-sha256', names = 'date (request-target)' } = rest;
  const lines: Record<string, string> = { date: date.toUTCString(), '(request-target)': `get ${path}` };
  const text = names
    .split(' ')
    .map(name => `${name}: ${lines[name]}`)
    .join('\n');
  const signature = createHmac('sha256', key).update(text).digest('base64');
  return {
    Date: date.toUTCString(),
    Authorization: `Signature keyId="${keyId}",algorithm="${algorithm}",headers="${names}",signature="${signature}"`,
  };
}

const cases: readonly Omit<Case, 'url'>[] = [
  { title: 'no header', headers: { Date: new Date().toUTCString() }, expected: 'credentials-missing' },
  { title: 'another secret', headers: signed({ key: 'another' }), expected: 'request-signature-mismatch' },
  { title: 'an unknown key', headers: signed({ keyId: 'grace' }), expected: 'invalid-api-key' },
  { title: 'another path', headers: signed({ path: '/orders/1' }), expected: 'request-signature-mismatch' },
  {
    title: 'a clock that is an hour slow',
    headers: signed({ date: new Date(Date.now() - 3_600_000) }),
    expected: 'clock-skew',
  },
  { title: 'a header that was not signed', headers: signed({ names: 'date' }), expected: 'request-signature-mismatch' },
  {
    title: 'a header without its signature',
    headers: { ...signed(), Authorization: signed().Authorization.replace(/,signature=.*/, '') },
    expected: 'malformed-header',
  },
  {
    title: 'an unknown algorithm',
    headers: signed({ algorithm: 'hmac-md4' }),
    expected: 'algorithm-not-allowed',
  },
  {
    title: 'a token',
    headers: { Date: new Date().toUTCString(), Authorization: bearer() },
    expected: 'scheme-mismatch',
    undetermined: true,
  },
  {
    title: 'a password',
    headers: { Date: new Date().toUTCString(), Authorization: basic('a:b') },
    expected: 'scheme-mismatch',
  },
];

for (const one of cases)
  test(`http-signature: ${one.title}`, () => checkCase({ ...one, url: `${server.origin}/orders` }));

test('http-signature: whole credentials', () => checkSuccess({ url: `${server.origin}/orders`, headers: signed() }));
