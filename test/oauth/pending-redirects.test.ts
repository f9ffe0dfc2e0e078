// The browser comes back by an address of the editor.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInResult } from '../../src/oauth/model.ts';
import { isRedirect, PendingRedirects } from '../../src/oauth/pending-redirects.ts';
import { type Loopback, reply } from '../request/loopback.ts';
import { start } from '../request/sending.ts';
import { reasonOf, requestAt, run, token } from './signing-in.ts';

const own = 'vscode://why401.why401/callback';

/** Signs in while the editor is handed these queries, `{state}` being the one of this sign-in; and what became of each. */
async function comeBackWith(queries: readonly string[], cancel = new AbortController()) {
  const redirects = new PendingRedirects();
  const taken: boolean[] = [];
  const server: Loopback = await start(request => (request.method === 'GET' ? reply(200) : token()));
  const endpoints = { token: server.url('/token'), authorization: server.url('/authorize') };
  let state = '';
  const result: SignInResult = await run(
    requestAt(server, { grant: { kind: 'authorization-code' }, endpoints, redirectUri: own }),
    {
      listen: async (redirectUri = '', given) => redirects.expect(redirectUri, given),
      async openBrowser(url) {
        const asked = new URL(url).searchParams;
        state = asked.get('state') ?? '';
        assert.equal(asked.get('redirect_uri'), own);
        for (const query of queries) taken.push(redirects.arrive(query.replace('{state}', state)));
        if (!taken.includes(true)) cancel.abort();
        return true;
      },
    },
    cancel.signal,
  );
  const sent = server.received.findLast(({ method }) => method === 'POST');
  return { result, taken, code: new URLSearchParams(sent?.body), late: redirects.arrive(`code=c&state=${state}`) };
}

test('a redirect finds its sign-in by the state, and others are left for whoever waits for them', async () => {
  const { result, taken, code, late } = await comeBackWith([
    '',
    'code=c',
    'code=c&state=of-another',
    'code=a+b/c==&state={state}',
  ]);
  assert.equal(reasonOf(result), 'signed-in');
  assert.deepEqual(taken, [false, false, false, true]);
  assert.equal(code.get('code'), 'a+b/c==');
  assert.equal(code.get('redirect_uri'), own);
  assert.equal(late, false, 'who has signed in waits for nothing more');
});

test('a redirect with an error ends the sign-in with its words', async () => {
  const { result } = await comeBackWith(['error=access_denied&error_description=Ada+said+no&state={state}']);
  assert.match(reasonOf(result), /^authorization: The authorization endpoint said "access_denied": Ada said no\. /);
  assert.equal(result.kind === 'failed' && result.cause, 'permission-denied');
});

test('a redirect is read as it came, too', async () => {
  const { code } = await comeBackWith(['code=a%2Bb%2Fc%3D%3D&state={state}']);
  assert.equal(code.get('code'), 'a+b/c==');
  const { result } = await comeBackWith(['error=access_denied&error_description=Ada+said%20100%25+no&state={state}']);
  assert.match(reasonOf(result), /Ada said 100% no/);
});

test('whoever cancels waits no longer', async () => {
  const { result, late } = await comeBackWith(['code=c&state=of-another']);
  assert.equal(result.kind, 'cancelled');
  assert.equal(late, false);
});

test('a link that is no redirect is told from one that comes too late', () => {
  assert.deepEqual(['', 'open=file', 'code=c', 'error=x', 'x=code'].map(isRedirect), [false, false, true, true, false]);
});
