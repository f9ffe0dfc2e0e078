import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, why401 } from './cli.ts';

test('challenges are told apart, with names lower-cased and values unquoted', async () => {
  const field = String.raw`WWW-Authenticate: Digest Realm="a \"b\"", qop=auth, Negotiate abc==, Basic realm="c"`;
  const outcome = await why401(['header', '--format', 'json', field]);
  assert.equal(outcome.status, 0);
  const document = json(outcome);
  assert.equal(document.schema, 'why401/header@1');
  const [{ line, name, kind, challenges, credentials, errors }] = document.fields;
  assert.deepEqual(
    { line, name, kind, credentials, errors },
    { line: 1, name: 'WWW-Authenticate', kind: 'challenges', credentials: null, errors: [] },
  );
  assert.deepEqual(challenges, [
    { scheme: 'Digest', params: { realm: 'a "b"', qop: 'auth' } },
    { scheme: 'Negotiate', params: {}, token68: 'abc==' },
    { scheme: 'Basic', params: { realm: 'c' } },
  ]);
});

test('credentials are masked unless they are asked for', async () => {
  const field = 'Authorization: Basic dXNlcjpwYXNzd29yZA==';
  const masked = json(await why401(['header', '--format', 'json', field])).fields[0];
  assert.deepEqual(masked.credentials, { scheme: 'Basic', params: {}, token68: 'dXNlcj…20' });
  const shown = json(await why401(['header', '--format', 'json', '--show-secrets', field])).fields[0];
  assert.equal(shown.credentials.token68, 'dXNlcjpwYXNzd29yZA==');
});

test('of parameters, those are masked that prove something', async () => {
  const field = 'Authorization: Digest username="ada", realm="r", uri="/", response="0123456789abcdef0123456789abcdef"';
  const { credentials } = json(await why401(['header', '--format', 'json', field])).fields[0];
  assert.deepEqual(credentials.params, { username: 'ada', realm: 'r', uri: '/', response: '012345…32' });
});

test('lines of stdin are fields of their own, and empty lines only count', async () => {
  const stdin = 'WWW-Authenticate: Basic realm="a"\r\n\r\nwww-authenticate:Bearer\nContent-Type: text/plain\n';
  const { fields } = json(await why401(['header', '--format', 'json'], { stdin }));
  assert.deepEqual(
    fields.map(({ line, name, kind }: Record<string, unknown>) => [line, name, kind]),
    [
      [1, 'WWW-Authenticate', 'challenges'],
      [3, 'www-authenticate', 'challenges'],
      [4, 'Content-Type', 'other'],
    ],
  );
});

test('an error has its columns in the line', async () => {
  const field = 'Authorization:  Bearer Bearer abcdefghijklmnop';
  const outcome = await why401(['header', '--format', 'json', field]);
  assert.equal(outcome.status, 1);
  const [error] = json(outcome).fields[0].errors;
  assert.equal(field.slice(error.column - 1, error.endColumn - 1), 'Bearer');
  assert.equal(error.column, field.lastIndexOf('Bearer') + 1);
});

test('a line without a field name is an error, not a failure', async () => {
  const outcome = await why401(['header', '--format', 'json', 'Basic realm="x"']);
  assert.equal(outcome.status, 1);
  assert.equal(json(outcome).fields[0].kind, 'other');
  assert.equal(json(outcome).fields[0].errors.length, 1);
});

test('the text puts each parameter on a line and marks an error', async () => {
  const { out } = await why401([
    'header',
    'WWW-Authenticate: Bearer realm="x", error="invalid_token"',
    'Authorization: Bearer Bearer abcdefghijklmnop',
  ]);
  assert.ok(
    out.startsWith('WWW-Authenticate\n  Bearer\n    realm = "x"\n    error = "invalid_token"\n\nAuthorization\n'),
  );
  assert.match(out, / {4}Authorization: Bearer Bearer abcdef…16\n {26}\^+\n/);
});
