import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import httpAuth from 'http-auth';
import { answerDigest, chooseDigestChallenge, type DigestLogin, type Hash } from '../../src/request/digest.ts';
import { checkCase, checkExchange, checkSuccess, type Running, send, serve, userHas } from './server.ts';
import { basic, bearer, brokenPasswords, casesAt } from './tokens.ts';

let server: Running;

before(async () => {
  const digest = httpAuth.digest({ realm: 'Orders' }, (user, callback) =>
    callback(user === 'ada' ? md5('ada:Orders:engine') : ''),
  );
  const password = httpAuth.basic({ realm: 'Orders' }, (user, word, callback) =>
    callback(user === 'ada' && word === 'engine'),
  );
  const answer = (_request: unknown, response: { end: (text: string) => unknown }) => response.end('[]');
  const [byDigest, byPassword] = [digest.check(answer), password.check(answer)];
  server = await serve((request, response) =>
    (request.url?.startsWith('/digest') ? byDigest : byPassword)(request as never, response as never),
  );
});

after(() => server.stop());

function md5(text: string | Uint8Array): string {
  return createHash('md5').update(text).digest('hex');
}

const hash: Hash = (_name, text) => md5(text);

/** What a client sends once it was challenged. */
async function answered(login: DigestLogin): Promise<string> {
  const url = `${server.origin}/digest`;
  const { response } = await send({ url });
  const challenge = response && chooseDigestChallenge(response);
  if (!challenge) throw new Error('The server did not ask for Digest');
  return answerDigest(challenge, login, { method: 'GET', url, headers: [] }, '0a4f113b', hash);
}

const ada = { user: 'ada', password: 'engine' };

const digests: Record<string, () => Promise<string>> = {
  'a wrong password': () => answered({ ...ada, password: 'compiler' }),
  'an unknown user': () => answered({ ...ada, user: 'grace' }),
  'a nonce that it never gave': async () => (await answered(ada)).replace(/nonce="[^"]*"/, 'nonce="dcd98b7102dd2f0e"'),
  'an answer that was cut': async () => (await answered(ada)).replace(/response="(.{16})[^"]*"/, 'response="$1"'),
};

for (const [title, authorization] of Object.entries(digests))
  test(`http-auth with Digest: ${title}`, async () => {
    const headers = { Authorization: await authorization() };
    checkExchange(await send({ url: `${server.origin}/digest`, headers }), 'digest-mismatch');
  });

for (const { url, ...rest } of casesAt('/digest', [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'a password in the clear', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'a token', authorization: bearer(), expected: 'scheme-mismatch' },
]))
  test(`http-auth with Digest: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

for (const { url, ...rest } of casesAt('/basic', brokenPasswords))
  test(`http-auth with Basic: ${rest.title}`, () => checkCase({ ...rest, url: server.origin + url }));

test('http-auth with Digest: whole credentials', async () =>
  checkSuccess({ url: `${server.origin}/digest`, headers: { Authorization: await answered(ada) } }));

userHas(() => ({ url: `${server.origin}/basic`, headers: { Authorization: basic('ada:engine') } }));
userHas(
  () => ({ url: `${server.origin}/digest` }),
  () => ({ options: { digest: ada } }),
);
