// The browser's part: what it is sent away with, and what it comes back with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RedirectListener, SignInResult } from '../../src/oauth/model.ts';
import { listenForRedirect } from '../../src/oauth/redirect-listener.ts';
import { type Loopback, type ReceivedRequest, reply } from '../request/loopback.ts';
import { start } from '../request/sending.ts';
import { answering, json, reasonOf, requestAt, run, token } from './signing-in.ts';

interface Back {
  readonly server: Loopback;
  readonly result: SignInResult;
}

/** The browser comes back with these parameters, `state` the true one where it stands for itself. */
async function comeBackWith(parameters: Record<string, string>): Promise<Back> {
  const server = await start(request => (request.method === 'GET' ? reply(200) : token()));
  const endpoints = { token: server.url('/token'), authorization: server.url('/authorize') };
  const result = await run(requestAt(server, { grant: { kind: 'authorization-code' }, endpoints }), {
    async openBrowser(url) {
      const asked = new URL(url).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      for (const [name, value] of Object.entries(parameters))
        back.searchParams.set(name, value === '{state}' ? (asked.get('state') ?? '') : value);
      assert.equal((await fetch(new URL('/favicon.ico', back))).status, 404);
      assert.equal((await fetch(new URL(back.pathname, back))).status, 404);
      assert.equal((await fetch(back)).status, 200);
      return true;
    },
  });
  return { server, result };
}

test('a code that comes back with the state of this sign-in is redeemed with its verifier', async () => {
  const { server, result } = await comeBackWith({ code: 'c', state: '{state}' });
  assert.equal(reasonOf(result), 'signed-in');
  const sent = new URLSearchParams(server.received.at(-1)?.body);
  assert.equal(sent.get('code'), 'c');
  assert.match(sent.get('code_verifier') ?? '', /^[\w-]{43}$/);
});

test('a code that comes back with another state is not redeemed', async () => {
  const { server, result } = await comeBackWith({ code: 'c', state: 'of-somebody-else' });
  assert.match(reasonOf(result), /^authorization: The browser came back with an answer that is not for this sign-in/);
  assert.ok(server.received.every(({ method }) => method === 'GET'));
});

test('an error that the browser brings back is told in words, and without markup', async () => {
  const { result } = await comeBackWith({ error: 'server_error', error_description: 'boom', state: '{state}' });
  assert.match(reasonOf(result), /said "server_error": boom\. The server itself failed/);
  assert.equal(result.kind === 'failed' && result.cause, 'server-misconfigured');
});

test('without a browser the address is told', async () => {
  const server = await answering(reply(200));
  const endpoints = { token: server.url('/token'), authorization: server.url('/authorize') };
  const request = requestAt(server, { grant: { kind: 'authorization-code' }, endpoints });
  assert.match(
    reasonOf(await run(request, { openBrowser: async () => false })),
    /No browser could be opened: open "http/,
  );
});

test('a sign-in that is cancelled stops waiting for the browser, and frees its port', async () => {
  const cancel = new AbortController();
  const server = await answering(reply(200));
  const endpoints = { token: server.url('/token'), authorization: server.url('/authorize') };
  const request = requestAt(server, { grant: { kind: 'authorization-code' }, endpoints });
  let listener: RedirectListener | undefined;
  const result = await run(
    request,
    {
      async listen() {
        listener = await listenForRedirect();
        return listener;
      },
      async openBrowser() {
        cancel.abort();
        return true;
      },
    },
    cancel.signal,
  );
  assert.equal(result.kind, 'cancelled');
  await assert.rejects(fetch(listener?.redirectUri ?? ''));
});

test('a request that has to be pushed goes to the server first, and the browser gets its address alone', async () => {
  const server: Loopback = await start(({ target, method }: ReceivedRequest) => {
    if (target === '/.well-known/openid-configuration')
      return reply(
        200,
        json,
        JSON.stringify({
          issuer: server.url(''),
          token_endpoint: server.url('/token'),
          authorization_endpoint: server.url('/authorize'),
          pushed_authorization_request_endpoint: server.url('/par'),
          require_pushed_authorization_requests: true,
        }),
      );
    if (target === '/par') return reply(201, json, JSON.stringify({ request_uri: 'urn:pushed', expires_in: 60 }));
    return method === 'POST' ? token() : reply(200);
  });
  const result = await run(
    requestAt(server, { issuer: server.url(''), endpoints: {}, grant: { kind: 'authorization-code' } }),
    {
      async openBrowser(url) {
        const asked = [...new URL(url).searchParams.keys()];
        assert.deepEqual(asked, ['client_id', 'request_uri']);
        const pushed = new URLSearchParams(server.received.at(-1)?.body);
        const back = new URL(pushed.get('redirect_uri') ?? '');
        back.search = new URLSearchParams({ code: 'c', state: pushed.get('state') ?? '' }).toString();
        assert.equal((await fetch(back)).status, 200);
        return true;
      },
    },
  );
  assert.equal(reasonOf(result), 'signed-in');
});

test('the registered redirect URI is listened at, and no other', async () => {
  const listener = await listenForRedirect('http://localhost/app/back');
  try {
    assert.match(listener.redirectUri, /^http:\/\/localhost:\d+\/app\/back$/);
    await assert.rejects(listenForRedirect(listener.redirectUri), { code: 'EADDRINUSE' });
  } finally {
    await listener.close();
  }
  const server = await answering(reply(200));
  const endpoints = { token: server.url('/token'), authorization: server.url('/authorize') };
  const redirectUri = 'https://app.example/back';
  const request = requestAt(server, { grant: { kind: 'authorization-code' }, endpoints, redirectUri });
  assert.match(reasonOf(await run(request)), /"https:\/\/app\.example\/back" does not lead to this machine: register/);
});

test('where the browser comes by another address, that is the redirect URI, and both lead here', async () => {
  const listener = await listenForRedirect(undefined, async own => own.replace('127.0.0.1', 'localhost'));
  try {
    assert.match(listener.redirectUri, /^http:\/\/localhost:\d+\/callback$/);
    for (const address of [listener.redirectUri, listener.redirectUri.replace('localhost', '127.0.0.1')]) {
      assert.equal((await fetch(`${address}?code=c`)).status, 200);
      const url = await listener.next(new AbortController().signal);
      assert.equal(url.href, `${listener.redirectUri}?code=c`);
    }
  } finally {
    await listener.close();
  }
});

test('a page that refuses programs alone does not keep the browser from going there', async () => {
  for (const [answer, opened] of [
    [reply(401, { 'WWW-Authenticate': 'Negotiate' }), true],
    [reply(403, { 'Content-Type': 'text/html' }, '<html><p>Are you human?</p></html>'), true],
    [reply(403, { 'Content-Type': 'text/html' }, '<html><p>Callback URL mismatch</p></html>'), false],
    [reply(404), false],
  ] as const) {
    const server = await answering(answer);
    const endpoints = { token: server.url('/token'), authorization: server.url('/authorize') };
    let asked = false;
    await run(requestAt(server, { grant: { kind: 'authorization-code' }, endpoints }), {
      async openBrowser() {
        asked = true;
        return false;
      },
    });
    assert.equal(asked, opened, answer.toString());
  }
});
