import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainNoSession } from '../../src/profiles/account.ts';
import { meaningOf } from '../../src/profiles/answers.ts';
import {
  type Answers,
  askAll,
  type Question,
  questionsFor,
  type Reply,
  type Surroundings,
} from '../../src/profiles/questions.ts';

/** Answers from a script, `back` among them, and what was asked on the way. */
async function answer(script: readonly string[], earlier?: Answers) {
  const asked: Question[] = [];
  const left = [...script];
  const answers = await askAll(async question => {
    asked.push(question);
    const text = left.shift();
    if (text === undefined) return undefined;
    return text === 'back'
      ? { kind: 'back' }
      : { kind: 'answer', text: text === 'preset' ? (question.preset ?? '') : text };
  }, earlier);
  return { answers, asked: asked.map(({ id }) => id), questions: asked };
}

async function meaning(...script: readonly string[]) {
  const { answers } = await answer(script);
  assert.ok(answers, 'more is asked');
  return meaningOf(answers);
}

test('a user name and a password are a Basic profile, named after the user', async () => {
  assert.deepEqual(await meaning('basic', 'ada', 'engine', 'preset'), {
    kind: 'ready',
    name: 'ada',
    credentials: { kind: 'basic', user: 'ada', password: 'engine' },
  });
});

test('a token that is pasted with its scheme is kept without it', async () => {
  assert.deepEqual(await meaning('bearer', 'bearer  abc', 'mine'), {
    kind: 'ready',
    name: 'mine',
    credentials: { kind: 'bearer', token: 'abc' },
  });
});

test('a key is kept with the header that carries it', async () => {
  const found = await meaning('api-key', 'preset', 'k', 'preset');
  assert.deepEqual(found, {
    kind: 'ready',
    name: 'X-API-Key',
    credentials: { kind: 'api-key', header: 'X-API-Key', key: 'k' },
  });
});

test('an account of VS Code is asked for little, and no token is kept', async () => {
  assert.deepEqual(await meaning('account', 'github', 'preset', 'preset'), {
    kind: 'account',
    name: 'GitHub',
    credentials: { kind: 'account', provider: 'github', scopes: ['read:user'] },
  });
  assert.deepEqual(await meaning('account', 'other', 'gitlab', 'api, read_user api', 'preset'), {
    kind: 'account',
    name: 'gitlab',
    credentials: { kind: 'account', provider: 'gitlab', scopes: ['api', 'read_user'] },
  });
});

for (const [message, reason] of [
  ['User did not consent to login.', undefined],
  ['Cancelled', undefined],
  ["Timed out waiting for authentication provider 'gitlab' to register.", /^Nothing here signs in with "gitlab"/],
  ['No authentication provider gitlab is currently registered.', /^Nothing here signs in with "gitlab"/],
  ['  the network\nis down ', /^gitlab gave no sign-in: the network is down$/],
] as const)
  test(`a sign-in that VS Code does not give is explained: ${message.trim().slice(0, 30)}`, () => {
    const said = explainNoSession('gitlab', message);
    if (reason) assert.match(said ?? '', reason);
    else assert.equal(said, undefined);
  });

test('a client signs in for itself, never without authentication', async () => {
  const issuer = 'https://login.example/realms/a';
  const script = ['oauth', issuer, 'client-credentials', 'web', 'client_secret_post', 's', 'read', '', 'preset'];
  assert.deepEqual(await meaning(...script), {
    kind: 'sign-in',
    name: 'web at login.example',
    request: {
      issuer,
      clientId: 'web',
      authentication: { kind: 'client_secret_post', secret: 's' },
      grant: { kind: 'client-credentials' },
      scope: 'read',
    },
  });
  const { questions } = await answer(script);
  const choices = questions.find(({ id }) => id === 'authentication')?.choices?.map(({ value }) => value);
  assert.ok(choices && !choices.includes('none'));
});

const grants: readonly (readonly [
  title: string,
  script: readonly string[],
  asked: readonly string[],
  grant: object,
])[] = [
  [
    'a browser',
    ['authorization-code', 'web', 'none', 'preset', 'openid', '', 'n'],
    ['clientId', 'authentication', 'redirectUri', 'scope', 'parameters', 'name'],
    { kind: 'authorization-code' },
  ],
  [
    'a code on a device',
    ['device-code', 'tv', 'none', '', '', 'n'],
    ['clientId', 'authentication', 'scope', 'parameters', 'name'],
    { kind: 'device-code' },
  ],
  [
    'a refresh token',
    ['refresh-token', 'web', 'client_secret_basic', 's', 'r', '', '', 'n'],
    ['clientId', 'authentication', 'clientSecret', 'refreshToken', 'scope', 'parameters', 'name'],
    { kind: 'refresh-token', refreshToken: 'r' },
  ],
  [
    'a password',
    ['password', 'web', 'none', 'ada', 'engine', '', '', 'n'],
    ['clientId', 'authentication', 'user', 'password', 'scope', 'parameters', 'name'],
    { kind: 'password', user: 'ada', password: 'engine' },
  ],
  [
    'a token for another',
    ['token-exchange', 'web', 'private_key_jwt', '{}', 't', '', '', 'n'],
    ['clientId', 'authentication', 'clientKey', 'subjectToken', 'scope', 'parameters', 'name'],
    { kind: 'token-exchange', subjectToken: 't' },
  ],
];

for (const [title, script, asked, grant] of grants)
  test(`${title}: nothing is asked that the grant does not need`, async () => {
    const found = await answer(['oauth', 'https://login.example', ...script]);
    assert.deepEqual(found.asked, ['kind', 'issuer', 'grant', ...asked]);
    const { request } = meaningOf(found.answers ?? {}) as Extract<ReturnType<typeof meaningOf>, { kind: 'sign-in' }>;
    assert.deepEqual(request.grant, grant);
  });

test('a token endpoint stands for a server without metadata, whose other endpoints are asked for', async () => {
  const token = 'https://github.example/login/oauth/access_token';
  const authorization = 'https://github.example/login/oauth/authorize';
  const script = ['oauth', token, 'authorization-code', authorization, 'web', 'none', 'preset', '', '', 'n'];
  const found = await meaning(...script);
  assert.deepEqual(found.kind === 'sign-in' && found.request.endpoints, { token, authorization });
  assert.equal(found.kind === 'sign-in' && found.request.issuer, undefined);
});

test('the address of the metadata stands for the issuer', async () => {
  const rest = ['device-code', 'tv', 'none', '', '', 'n'];
  const issuerOf = async (url: string) => {
    const found = await meaning('oauth', url, ...rest);
    return found.kind === 'sign-in' && found.request.issuer;
  };
  assert.equal(await issuerOf('https://a.example/x/.well-known/openid-configuration'), 'https://a.example/x');
  assert.equal(await issuerOf('https://a.example/.well-known/oauth-authorization-server/x'), 'https://a.example/x');
});

test('further parameters go along, and "resource" in its own place', async () => {
  const extra = 'audience=https://api.example/?a=b resource=urn:orders';
  const found = await meaning('oauth', 'https://a.example', 'device-code', 'tv', 'none', '', extra, 'n');
  assert.ok(found.kind === 'sign-in');
  assert.deepEqual(found.request.parameters, { audience: 'https://api.example/?a=b' });
  assert.equal(found.request.resource, 'urn:orders');
});

test('going back shows the answer before, and another kind asks other questions', async () => {
  const { asked, questions, answers } = await answer(['bearer', 'abc', 'back', 'back', 'basic', 'ada', 'engine', 'n']);
  assert.deepEqual(asked, ['kind', 'token', 'name', 'token', 'kind', 'user', 'password', 'name']);
  assert.equal(questions[3]?.preset, 'abc');
  assert.equal(questions[4]?.preset, 'bearer');
  assert.deepEqual(answers, { kind: 'basic', user: 'ada', password: 'engine', name: 'n' });
});

test('earlier answers stand there to begin with, and whoever leaves has answered nothing', async () => {
  const { questions, answers } = await answer(['bearer'], { kind: 'bearer', token: 'abc' });
  assert.deepEqual(
    questions.map(({ preset }) => preset),
    ['bearer', 'abc'],
  );
  assert.equal(answers, undefined);
});

test('secrets are asked for hidden', () => {
  const all = [
    ...['basic', 'bearer', 'api-key'].flatMap(kind => questionsFor({ kind })),
    ...['password', 'refresh-token', 'token-exchange'].flatMap(grant =>
      ['client_secret_jwt', 'private_key_jwt'].flatMap(authentication =>
        questionsFor({ kind: 'oauth', issuer: 'https://a.example', grant, authentication }),
      ),
    ),
  ];
  const secrets = all.filter(({ secret }) => secret).map(({ id }) => id);
  const expected = ['password', 'token', 'key', 'clientSecret', 'clientKey', 'refreshToken', 'subjectToken'];
  assert.deepEqual([...new Set(secrets)].sort(), expected.sort());
});

const refused: readonly (readonly [id: string, answers: Answers, text: string])[] = [
  ['issuer', { kind: 'oauth' }, 'http://login.example'],
  ['issuer', { kind: 'oauth' }, 'login.example'],
  ['redirectUri', { kind: 'oauth', grant: 'authorization-code' }, 'https://app.example/callback'],
  ['parameters', { kind: 'oauth', grant: 'device-code' }, 'audience'],
  ['header', { kind: 'api-key' }, 'X API Key'],
  ['user', { kind: 'basic' }, 'ada:engine'],
];

for (const [id, answers, text] of refused)
  test(`"${text}" is no answer for ${id}`, () => {
    const question = questionsFor(answers).find(one => one.id === id);
    assert.ok(question?.check?.(text));
  });

test('legacy grants are marked, and a key in a header that is shown in the open is warned about', () => {
  const grant = questionsFor({ kind: 'oauth' }).find(({ id }) => id === 'grant');
  assert.match(grant?.choices?.find(({ value }) => value === 'password')?.description ?? '', /legacy/);
  const header = questionsFor({ kind: 'api-key' }).find(({ id }) => id === 'header');
  assert.equal(header?.warn?.('X-API-Key'), undefined);
  assert.match(header?.warn?.('X-Tenant') ?? '', /panel will show/);
});

test('where the browser runs elsewhere, the redirect leads to the editor', async () => {
  const editorUri = 'vscode://why401.why401/callback';
  const script = ['oauth', 'https://a.example', 'authorization-code', 'web', 'none', 'preset', '', '', 'n'];
  const redirectOf = async (around: Surroundings, redirect = 'preset') => {
    const left = script.with(5, redirect);
    const reply = async (question: Question): Promise<Reply | undefined> => {
      const text = left.shift() ?? '';
      const given = text === 'preset' ? (question.preset ?? '') : text;
      return question.check?.(given) === undefined ? { kind: 'answer', text: given } : undefined;
    };
    const answers = await askAll(reply, {}, async () => around);
    const found = answers && meaningOf(answers);
    return found?.kind === 'sign-in' ? found.request.redirectUri : undefined;
  };
  assert.equal(await redirectOf({ editorUri, isRemote: true }), editorUri);
  assert.equal(await redirectOf({ editorUri, isRemote: false }), 'http://127.0.0.1/callback');
  assert.equal(await redirectOf({ editorUri, isRemote: false }, editorUri), editorUri);
  assert.equal(await redirectOf({ editorUri }, 'vscode://somebody.else/callback'), undefined);
  assert.equal(await redirectOf({}, 'https://a.example/callback'), undefined);
});

test('tokens are bound to a key where the server offers that and the user wants it, or the user says so', async () => {
  const requestFor = async (offersDpop: boolean, ...rest: readonly string[]) => {
    const left = ['oauth', 'https://a.example', 'device-code', 'tv', 'none', ...rest];
    const answers = await askAll(
      async () => ({ kind: 'answer', text: left.shift() ?? '' }),
      {},
      async () => ({ offersDpop }),
    );
    const found = meaningOf(answers ?? {});
    return found.kind === 'sign-in' ? found.request : undefined;
  };
  assert.equal((await requestFor(true, 'yes', '', '', 'n'))?.dpop, true);
  assert.equal((await requestFor(true, 'no', '', '', 'n'))?.dpop, undefined);
  const asked = await requestFor(false, '', 'dpop=true', 'n');
  assert.deepEqual([asked?.dpop, asked?.parameters], [true, undefined]);
});

test('a client certificate is named by its files', async () => {
  const script = ['oauth', 'https://a.example', 'client-credentials', 'web', 'tls_client_auth'];
  const found = await meaning(...script, '/keys/client.pem', '/keys/client.key', 'open', '', '', 'n');
  assert.ok(found.kind === 'sign-in');
  assert.deepEqual(found.request.authentication, { kind: 'tls_client_auth' });
  assert.deepEqual(found.request.certificate, {
    cert: '/keys/client.pem',
    key: '/keys/client.key',
    passphrase: 'open',
  });
  const { questions } = await answer([...script, 'x']);
  const check = questions.find(({ id }) => id === 'certificate')?.check;
  assert.deepEqual(
    ['C:\\a.pem', '\\\\host\\a.pem', '/a'].map(path => check?.(path)),
    [undefined, undefined, undefined],
  );
  assert.match(check?.('client.pem') ?? '', /no whole path/);
});
