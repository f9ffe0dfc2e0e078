// The cookies of several runs of one sender.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CookieSession, RunCookies } from '../../src/request/cookies.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { reply } from './loopback.ts';
import { get, sender, start } from './sending.ts';

const server = await start(({ target }) =>
  target === '/login'
    ? reply(200, { 'Set-Cookie': ['sid=new; Path=/', 'narrow=1; Path=/admin'] })
    : target === '/again'
      ? reply(302, { Location: '/home', 'Set-Cookie': 'sid=newest; Path=/' })
      : target === '/logout'
        ? reply(200, { 'Set-Cookie': 'sid=; Path=/; Max-Age=0' })
        : reply(401),
);

async function cookieOf(path: string, options: SendOptions = {}, headers: Record<string, string> = {}) {
  server.received.length = 0;
  const exchange = await get(server.url(path), headers, { cookieSession: true, ...options });
  return { sent: server.received.at(-1)?.header('Cookie'), exchange };
}

describe('a session of the sender', () => {
  test('sends the cookies that an earlier run set, and says why not the others', async () => {
    await cookieOf('/login');
    const { sent, exchange } = await cookieOf('/home');
    assert.equal(sent, 'sid=new');
    assert.deepEqual(exchange.unsentCookies, [
      {
        name: 'narrow',
        setBy: server.url('').replace(/\/$/, ''),
        reason: 'Its "Path" is "/admin", and the request asks for "/home"',
      },
    ]);
  });

  test('is not of those that take no part in it', async () => {
    await cookieOf('/login');
    assert.equal((await cookieOf('/home', { cookieSession: false })).sent, undefined);
    const { sent, exchange } = await cookieOf('/home', { keepCookies: false });
    assert.equal(sent, undefined);
    assert.equal(exchange.unsentCookies, undefined);
    await cookieOf('/logout', { keepCookies: false });
    assert.equal((await cookieOf('/home')).sent, 'sid=new');
  });

  test('yields to what the user wrote, but not where this run has set another since', async () => {
    await cookieOf('/login');
    assert.equal((await cookieOf('/home', {}, { Cookie: 'sid=mine; b=2' })).sent, 'sid=mine; b=2');
    assert.equal((await cookieOf('/again', {}, { Cookie: 'sid=mine; b=2' })).sent, 'b=2; sid=newest');
  });

  test('ends where the server deletes the cookie, and where the user clears it', async () => {
    await cookieOf('/login');
    await cookieOf('/logout');
    const { sent, exchange } = await cookieOf('/home');
    assert.equal(sent, undefined);
    assert.match(exchange.unsentCookies?.find(({ name }) => name === 'sid')?.reason ?? '', /The server deleted it/);
    await cookieOf('/login');
    sender.clearCookies();
    const cleared = await cookieOf('/home');
    assert.equal(cleared.sent, undefined);
    assert.equal(cleared.exchange.unsentCookies, undefined);
  });
});

describe('what is told of the cookies of earlier runs', () => {
  function unsent(cookie: string, from: string, to: string) {
    const session = new CookieSession();
    new RunCookies(true, session).keep(from, {
      status: 200,
      statusText: '',
      headers: [{ name: 'Set-Cookie', value: cookie }],
    });
    return new RunCookies(true, session).unsent(to).map(({ reason }) => reason);
  }
  const rows: [string, string, string, RegExp][] = [
    ['sid=1', 'https://a.example/', 'https://b.example/', /^$/],
    ['sid=1; Domain=a.example', 'https://a.example/', 'https://b.a.example/', /^$/],
    ['sid=1', 'https://a.a.example/', 'https://b.a.example/', /for "a\.a\.example" alone/],
    ['sid=1; Secure', 'https://a.example/', 'http://a.example/', /"Secure", and the request goes over http/],
    ['sid=1; SameSite=None', 'https://a.example/', 'https://a.example/', /"SameSite=None", but it lacks "Secure"/],
    ['sid=1; SameSite=None; Secure', 'https://a.example/', 'https://a.example/', /^$/],
    ['sid=1', 'https://a.co.uk/', 'https://b.co.uk/', /^$/],
    ['sid=1', 'http://127.0.0.1:1/', 'http://127.0.0.2:1/', /^$/],
  ];
  for (const [cookie, from, to, expected] of rows) {
    test(`"${cookie}" from ${from} to ${to}`, () => {
      assert.match(unsent(cookie, from, to).join(), expected);
    });
  }

  test('a cookie that has expired since', () => {
    const session = new CookieSession();
    const soon = new Date(Date.now() + 3_600_000).toUTCString();
    new RunCookies(true, session).keep('https://a.example/', {
      status: 200,
      statusText: '',
      headers: [{ name: 'Set-Cookie', value: `sid=1; Expires=${soon}` }],
    });
    session.jar.removeAllCookiesSync();
    assert.match(new RunCookies(true, session).unsent('https://a.example/')[0]?.reason ?? '', /has expired since/);
  });
});
