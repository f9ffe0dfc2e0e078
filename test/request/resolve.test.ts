import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { promptsOf } from '../../src/request/http-file.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { Lookup } from '../../src/request/lookup.ts';
import type { Exchange } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';

const login: Exchange = {
  id: '1',
  request: {
    method: 'POST',
    url: 'https://a.example/login',
    headers: [{ name: 'X-Sent', value: 'sent' }],
    body: { text: '{"u":"me"}' },
  },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [{ name: 'X-Token', value: 'from-header' }],
    body: { text: '{"token":"t1","list":[{"id":7}],"odd name":{"x":true}}' },
  },
  hops: [],
};

const lookup: Lookup = {
  variable: name => ({ host: 'env.example', fromPrompt: 'asked', KEY: 'HOME' })[name],
  shared: name => ({ host: 'shared.example' })[name],
  absence: name => (name === 'kept' ? 'Visual Studio keeps it in "AspnetUserSecrets"' : undefined),
  answer: ({ text, secret, suggestion, choices }) =>
    text === 'Which one?' ? undefined : (choices?.join(' or ') ?? `${text}? ${suggestion ?? secret}`),
  exchange: name => (name === 'login' ? login : undefined),
  processEnv: name => ({ HOME: '/home/me' })[name],
  dotenv: name => ({ PW: 'p w' })[name],
  file: path => (path === './body.json' ? Buffer.from('{"v":"{{v}}"}') : undefined),
  now: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  utcOffset: 90,
  random: () => 0.5,
};

/** What `{{expression}}` becomes in a file with a request named login. */
function value(expression: string, definitions = ''): string {
  const text = `${definitions}\n# @name login\nPOST https://a.example/\n\n### \nGET https://a.example/\nX-Value: {{${expression}}}\n`;
  const { request, problems } = resolveRequest(parseHttpFile(text), 1, lookup);
  return problems[0]?.message ?? request?.headers[0]?.value ?? '';
}

describe('a reference', () => {
  const cases: [string, string][] = [
    ['host', 'env.example'],
    [' host ', 'env.example'],
    ['fromPrompt', 'asked'],
    ['$dotenv PW', 'p w'],
    ['$dotEnv PW', 'p w'],
    ['$processEnv HOME', '/home/me'],
    ['$processEnv %KEY', '/home/me'],
    ['$env.HOME', '/home/me'],
    ['%space', 'a%20b'],
    ['login.response.body.$.token', 't1'],
    ['login.response.body.token', 't1'],
    ['login.response.body.$.list[0].id', '7'],
    ["login.response.body.$['odd name'].x", 'true'],
    ['login.response.body.$.list', '[{"id":7}]'],
    ['login.response.body.$.list[*].id', '7'],
    ['login.response.body.$.list[-1].id', '7'],
    ['login.response.body.$..id', '7'],
    ['login.response.body.$.*', 't1'],
    ["login.response.body.$['list'][0]['id']", '7'],
    ['login.response.body.*', login.response?.body?.text ?? ''],
    ['login.response.headers.x-token', 'from-header'],
    ['login.request.headers.X-Sent', 'sent'],
    ['login.request.body.$.u', 'me'],
    ['login.token', 't1'],
    ['$shared host', 'shared.example'],
    ['$password Your PIN', 'Your PIN? true'],
    ['$input-askonce Who $value: me', 'Who? me'],
    ['$pick Which? $value: a, b', 'a or b'],
    ['$global.kept', 'for all'],
    ['$random.float(1, 2)', '1.5'],
    ['$timestamp', '1767323045'],
    ['$timestamp -1 d', '1767236645'],
    ['$isoTimestamp', '2026-01-02T03:04:05.678Z'],
    ['$datetime iso8601', '2026-01-02T03:04:05.678Z'],
    ['$datetime rfc1123', 'Fri, 02 Jan 2026 03:04:05 GMT'],
    ['$datetime "YYYY-MM-DD HH:mm:ss.SSS" 1 M', '2026-02-02 03:04:05.678'],
    ['$datetime "[Y]YY dddd h A"', 'Y26 Friday 3 AM'],
    ['$localDatetime iso8601', '2026-01-02T04:34:05.678+01:30'],
    ['$localDatetime "HH:mm Z"', '04:34 +01:30'],
    ['$randomInt 10 20', '15'],
    ['$random.integer(10, 20)', '15'],
    ['$random.alphabetic(3)', 'AAA'],
    ['$random.hexadecimal(4)', '8888'],
    ['$guid', '88888888-8888-4888-8888-888888888888'],
    ['$uuid', '88888888-8888-4888-8888-888888888888'],
    ['$random.uuid', '88888888-8888-4888-8888-888888888888'],
  ];
  for (const [expression, expected] of cases) {
    test(`{{${expression}}} is ${expected}`, () => {
      assert.equal(value(expression, '@space = a b\n@global.kept = for all'), expected);
    });
  }

  const unresolved: [string, RegExp][] = [
    ['nope', /^"\{\{nope\}\}" has no value: define "@nope = …"/],
    ['other.response.body.$.x', /has no value/],
    ['login.response.body.$.missing', /the body has no "\$\.missing"/],
    ['login.response.body.$.list[0', /is no path that is understood/],
    ['login.response.body.$.list[?(@.id==7)]', /is no path that is understood/],
    ['login.response.body.$.list[5]', /the body has no/],
    ['$auth.token("id")', /has no value: choose an environment that has "Security\.Auth\.id", or add it/],
    ['$input Which one?', /asks for a value, and none was given/],
    ['kept', /has no value: Visual Studio keeps it in "AspnetUserSecrets"/],
    ['login.response.body.//token', /XPath is not supported/],
    ['login.response.headers.nope', /there is no header "nope"/],
    ['$aadToken new', /"\$aadToken" is not supported: sign in with a profile \(VS Code account, Microsoft\)/],
    ['$oidcAccessToken new', /sign in with a profile \(OAuth, with an authorization code\)/],
    ['$randomInt 5 1', /gives no value here/],
    ['a + 1', /is an expression, and none is evaluated here/],
    ['self', /is defined by itself/],
  ];
  for (const [expression, message] of unresolved) {
    test(`{{${expression}}} stays, and the reason is told`, () =>
      assert.match(value(expression, '@self = {{self}}'), message));
  }

  test('to a request that was not sent yet says which one to send', () => {
    const text = '# @name me\nGET https://a.example/\nAuthorization: Bearer {{me.response.body.$.t}}\n';
    const { problems } = resolveRequest(parseHttpFile(text), 0, {});
    assert.match(problems[0]?.message ?? '', /needs the response of "me": send "me" first/);
  });
});

describe('a variable of the file', () => {
  test('wins over the environment, and the last definition above the request counts', () => {
    const text = '@host = one\n@host = two\nGET https://{{host}}/\n###\n@host = three\nGET https://{{host}}/\n';
    const file = parseHttpFile(text);
    assert.equal(resolveRequest(file, 0, lookup).request?.url, 'https://two/');
    assert.equal(resolveRequest(file, 1, lookup).request?.url, 'https://three/');
  });

  test('may use others, also those below', () => {
    const text = '@base = https://{{name}}\nGET {{base}}/\n###\n@name = below\n';
    assert.equal(resolveRequest(parseHttpFile(text), 0, {}).request?.url, 'https://below/');
  });

  test('that doubles with every level does not fill the memory', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`);
    const text = `${lines.join('\n')}\n@v60 = x\nGET https://a.example/{{v0}}\n`;
    assert.match(
      resolveRequest(parseHttpFile(text), 0, {}).problems[0]?.message ?? '',
      /longer than a million characters/,
    );
  });
});

test('$timestamp counts milliseconds where something else is of httpYac', () => {
  const resolve = (before: string) =>
    resolveRequest(parseHttpFile(`${before}\nGET https://a.example/{{$timestamp}}\n`), 0, lookup).request?.url;
  assert.equal(resolve('# @name x'), 'https://a.example/1767323045');
  assert.equal(resolve('# @loop for 3'), 'https://a.example/1767323045678');
});

test('variables and names of imported files are known, and those of the file win', () => {
  const text =
    '# @import ./common.http\n@host = own.example\n# @ref login\nGET https://{{host}}/{{path}}/{{login.token}}\n';
  const common = '@host = common.example\n@path = a{{nope}}\n\n### \n# @name login\nPOST https://{{host}}/login\n';
  const file = parseHttpFile(text);
  assert.deepEqual(
    file.imports.map(({ text: path }) => path),
    ['./common.http'],
  );
  const imports = [parseHttpFile(common)];
  const { request } = resolveRequest(file, 0, {
    ...lookup,
    imports,
    variable: name => (name === 'nope' ? 'b' : undefined),
  });
  assert.equal(request?.url, 'https://own.example/ab/t1');
  const missing = resolveRequest(file, 0, { imports });
  assert.deepEqual([...new Set(missing.problems.map(({ code }) => code))], ['unsent-request', 'unresolved-variable']);
});

test('a file named in the value of a variable is not read', () => {
  const text = '@v = x\\n< ./body.json\nPOST https://a.example/\n\n{{v}}\n< ./body.json\n';
  assert.equal(resolveRequest(parseHttpFile(text), 0, lookup).request?.body?.text, 'x\n< ./body.json\n{"v":"{{v}}"}');
});

test('a body comes from a file, with its variables where it says so', () => {
  const resolve = (line: string) =>
    resolveRequest(parseHttpFile(`@v = 1\nPOST https://a.example/\n\n${line}\n`), 0, lookup);
  assert.equal(resolve('< ./body.json').request?.body?.text, '{"v":"{{v}}"}');
  assert.equal(resolve('<@ ./body.json').request?.body?.text, '{"v":"1"}');
  assert.equal(resolve('< ./other.json').problems[0]?.code, 'file');
});

test('prompts are told beforehand, and those for secrets are marked', () => {
  const [request] = parseHttpFile('# @prompt user Your name\n// @prompt password\nGET https://a.example/').requests;
  assert.ok(request);
  assert.deepEqual(promptsOf(request), [
    { name: 'user', question: 'Your name', secret: false },
    { name: 'password', question: 'password', secret: true },
  ]);
});

describe('the short forms of Authorization', () => {
  function authorization(written: string) {
    const { request, problems } = resolveRequest(
      parseHttpFile(`GET https://a.example/\nAuthorization: ${written}\n`),
      0,
      {},
    );
    return { value: request?.headers[0]?.value, digest: request?.options?.digest, problem: problems[0]?.code };
  }
  const basic = (login: string) => ({
    value: `Basic ${Buffer.from(login).toString('base64')}`,
    digest: undefined,
    problem: undefined,
  });

  test('encode user and password as they were typed', () => {
    assert.deepEqual(authorization('Basic user pass'), basic('user:pass'));
    assert.deepEqual(authorization('Basic user:pa:ss'), basic('user:pa:ss'));
    assert.deepEqual(authorization('Basic user pa:ss'), basic('user:pa:ss'));
    assert.deepEqual(authorization("Basic admin:it's a total"), basic("admin:it's a total"));
    assert.deepEqual(authorization('basic üser $y#b@^N5'), basic('üser:$y#b@^N5'));
  });

  test('leave finished credentials alone', () => {
    for (const written of [
      'Basic dXNlcjpwYXNz',
      'Bearer abc',
      'Digest username="a", response="b"',
      'Negotiate abc',
      'AWS4-HMAC-SHA256 Credential=a/b, Signature=c',
    ])
      assert.equal(authorization(written).value, written);
  });

  test('keep a Digest login for the challenge', () => {
    const digest = { user: 'me', password: 'p w' };
    assert.deepEqual(authorization('Digest me p w'), { value: undefined, digest, problem: undefined });
    assert.deepEqual(authorization('Digest me:p w'), { value: undefined, digest, problem: undefined });
    assert.deepEqual(authorization('Digest me p:w').digest, { user: 'me', password: 'p:w' });
  });

  test('that only another client knows do not send the secret', () => {
    assert.deepEqual(authorization('COGNITO user password eu-west-1 pool client'), {
      value: undefined,
      digest: undefined,
      problem: 'unsupported-authorization',
    });
  });
});

test('the profile is taken by its name, variables replaced, also for a curl command', () => {
  const profileOf = (text: string) => resolveRequest(parseHttpFile(text), 0, lookup).request?.profile;
  assert.equal(profileOf('# @profile Orders of {{host}}\nGET https://a.example/\n'), 'Orders of env.example');
  assert.equal(profileOf('// @profile Orders\ncurl https://a.example/\n'), 'Orders');
  assert.equal(profileOf('GET https://a.example/\n'), undefined);
});
