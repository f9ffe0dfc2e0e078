// How a sign-in ends that gets no further: at the issuer, in the browser, on the way to it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outside } from '../../src/oauth/model.ts';
import { makeCertificate } from '../request/certificates.ts';
import { type Loopback, reply } from '../request/loopback.ts';
import { start } from '../request/sending.ts';
import { json, oauthError, reasonOf, requestAt, run, token } from './signing-in.ts';

const code = { grant: { kind: 'authorization-code' }, authentication: { kind: 'none' }, endpoints: {} } as const;

/** An issuer that says this of itself besides, and whatever it answers to a code. */
function issuer(extra: object = {}, answer: string | Buffer = token()): Promise<Loopback> {
  return start(({ target, method }, _socket): string | Buffer => {
    if (method === 'POST') return answer;
    if (target !== '/.well-known/openid-configuration') return reply(200);
    return reply(200, json, JSON.stringify(extra));
  });
}

/** The browser comes back with a code for the state of this sign-in, and with these. */
function comingBack(parameters: Record<string, string>): Partial<Outside> {
  return {
    async openBrowser(url) {
      const asked = new URL(url).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code: 'c', state: asked.get('state') ?? '', ...parameters }).toString();
      await fetch(back);
      return true;
    },
  };
}

async function signInAt(extra: object, outside: Partial<Outside>, answer?: string | Buffer): Promise<string> {
  const own: Record<string, unknown> = {};
  const server = await issuer(own, answer);
  const endpoints = { token_endpoint: server.url('/token'), authorization_endpoint: server.url('/authorize') };
  Object.assign(own, { issuer: server.url(''), ...endpoints, ...extra });
  return reasonOf(await run(requestAt(server, { ...code, issuer: server.url('') }), outside));
}

test('an issuer without metadata is named, with both addresses that were asked', async () => {
  const server = await start(() => reply(404));
  const reason = reasonOf(await run(requestAt(server, { ...code, issuer: server.url('/realms/a') })));
  assert.match(reason, /^discovery: "\S+\/realms\/a\/\.well-known\/openid-configuration" answered 404\. /);
  assert.match(reason, /"\S+\/\.well-known\/oauth-authorization-server\/realms\/a" answered 404$/);
});

test('an issuer whose certificate nobody knows is not asked further', async () => {
  const server = await start(() => reply(200), makeCertificate('server', { names: ['127.0.0.1'] }));
  const reason = reasonOf(await run(requestAt(server, { ...code, issuer: server.url('') })));
  assert.match(reason, /^discovery: .*certificate/i);
  const endpoints = { token: server.url('/token') };
  const token = await run(requestAt(server, { endpoints }));
  assert.match(reasonOf(token), /^token: .*certificate/i);
});

test('a redirect that another issuer sent is not followed by a request', async () => {
  const reason = await signInAt(
    { authorization_response_iss_parameter_supported: true },
    comingBack({ iss: 'https://another.example' }),
  );
  assert.match(reason, /^authorization: The browser came back with an answer that is not for this sign-in: .*"iss"/);
});

test('a verifier that the server refuses is told in its words', async () => {
  const refusal = oauthError(400, { error: 'invalid_grant', error_description: 'PKCE verification failed' });
  assert.match(await signInAt({}, comingBack({}), refusal), /^token: .*said "invalid_grant": PKCE verification failed/);
});

test('PKCE that the server does not take is told in its words', async () => {
  const refused = { code: '', error: 'invalid_request', error_description: 'code_challenge_method S256 is unknown' };
  assert.match(
    await signInAt({}, comingBack(refused)),
    /^authorization: .*said "invalid_request": code_challenge_method S256 is unknown/,
  );
});

test('a browser that does not come back is not waited for without end', async () => {
  assert.match(
    await signInAt({}, { patience: 1 }),
    /^authorization: The browser did not come back in time: its page says/,
  );
});
