import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Exchange } from '../../src/request/model.ts';
import { type Loopback, reply } from './loopback.ts';
import { get, sender, start } from './sending.ts';

function fates({ hops }: Exchange): string[] {
  return hops.flatMap(hop => hop.credentials.map(({ name, fate }) => `${name} ${fate}`));
}

describe('redirects', () => {
  async function pair(status: number, location: (other: Loopback) => string) {
    const other = await start(() => reply(401, { 'WWW-Authenticate': 'Bearer' }));
    const first = await start(({ target }) =>
      target === '/start' ? reply(status, { Location: location(other) }) : reply(200),
    );
    return { first, other };
  }
  const secrets = { Authorization: 'Bearer abc', 'X-Api-Key': 'key', Cookie: 'sid=1', Accept: 'text/plain' };

  test('every credential is withheld from another origin, and the reason names both', async () => {
    const { first, other } = await pair(302, ({ port }) => `http://localhost:${port}/end`);
    const exchange = await get(first.url('/start'), secrets);
    assert.deepEqual(fates(exchange), ['Authorization withheld', 'X-Api-Key withheld', 'Cookie withheld']);
    assert.match(
      exchange.hops[0]?.credentials[0]?.reason ?? '',
      /http:\/\/localhost:\d+ is another origin than http:\/\/127.0.0.1:\d+/,
    );
    assert.equal(other.received[0]?.header('Authorization'), undefined);
    assert.equal(other.received[0]?.header('X-Api-Key'), undefined);
    assert.equal(other.received[0]?.header('Accept'), 'text/plain');
    assert.equal(exchange.response?.status, 401);
    assert.equal(exchange.request.url, `http://localhost:${other.port}/end`);
  });

  test('an origin that the user trusts gets them', async () => {
    const { first, other } = await pair(302, ({ port }) => `http://localhost:${port}/end`);
    const exchange = await get(first.url('/start'), secrets, { trustedOrigins: [`http://localhost:${other.port}`] });
    assert.deepEqual(fates(exchange), ['Authorization kept', 'X-Api-Key kept', 'Cookie kept']);
    assert.equal(other.received[0]?.header('Authorization'), 'Bearer abc');
  });

  test('the same origin keeps them', async () => {
    const { first } = await pair(301, () => '/end');
    const exchange = await get(first.url('/start'), secrets);
    assert.deepEqual(fates(exchange), ['Authorization kept', 'X-Api-Key kept', 'Cookie kept']);
    assert.equal(first.received[1]?.header('Authorization'), 'Bearer abc');
    assert.equal(first.received[1]?.target, '/end');
  });

  test('a password in the address stays with its origin', async () => {
    const { first, other } = await pair(302, ({ port }) => `http://localhost:${port}/end`);
    const exchange = await get(`http://a:b@127.0.0.1:${first.port}/start`);
    assert.deepEqual(fates(exchange), ['Authorization withheld']);
    assert.equal(other.received[0]?.header('Authorization'), undefined);
  });

  const methods: [string, number, string][] = [
    ['POST', 301, 'GET'],
    ['POST', 302, 'GET'],
    ['PUT', 302, 'PUT'],
    ['POST', 303, 'GET'],
    ['PUT', 303, 'GET'],
    ['HEAD', 303, 'HEAD'],
    ['POST', 307, 'POST'],
    ['POST', 308, 'POST'],
  ];
  for (const [method, status, next] of methods) {
    test(`${method} becomes ${next} on ${status}`, async () => {
      const { first } = await pair(status, () => '/end');
      const body = method === 'HEAD' ? {} : { body: { text: 'a=1' } };
      await sender.send({
        method,
        url: first.url('/start'),
        headers: [{ name: 'Content-Type', value: 'x/y' }],
        ...body,
      });
      assert.equal(first.received[1]?.method, next);
      assert.equal(first.received[1]?.body, next === method && method !== 'HEAD' ? 'a=1' : '');
      assert.equal(first.received[1]?.header('Content-Type'), next === method ? 'x/y' : undefined);
    });
  }

  test('are not followed where the user says so', async () => {
    const { first } = await pair(302, () => '/end');
    const exchange = await get(first.url('/start'), {}, { followRedirects: false });
    assert.equal(exchange.response?.status, 302);
    assert.equal(first.received.length, 1);
  });

  test('that never end are given up after ten', async () => {
    const server = await start(() => reply(302, { Location: '/again' }));
    const exchange = await get(server.url('/'));
    assert.equal(exchange.failure?.code, 'redirect-limit');
    assert.equal(exchange.hops.length, 10);
  });

  test('carry the cookie that a login sets, but not to another host', async () => {
    const other = await start(() => reply(200));
    const first = await start(({ target }) =>
      target === '/login'
        ? reply(302, { Location: '/home', 'Set-Cookie': ['sid=new; Path=/; HttpOnly', 'b=2'] })
        : reply(302, { Location: `http://localhost:${other.port}/` }),
    );
    await get(first.url('/login'), { Cookie: 'sid=old; theme=dark' });
    assert.equal(first.received[1]?.header('Cookie'), 'theme=dark; sid=new; b=2');
    assert.equal(other.received[0]?.header('Cookie'), undefined);
  });
});
