import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  envLine,
  moveToVariable,
  nameFor,
  occurrencesOf,
  readFromDotenv,
  readFromEnvironment,
  replaceAll,
  variableNameFor,
} from '../../src/editor/mask-token.ts';
import { placeholderOf, placeholdersIn } from '../../src/editor/placeholders.ts';
import { findTokens } from '../../src/jwt/find.ts';
import type { FoundToken } from '../../src/jwt/model.ts';
import { applyEdits } from '../../src/text/span.ts';
import { tokenWith } from '../cli/cli.ts';

const compact = tokenWith({ sub: 'ada' });

/** `§` stands for the token. */
function withToken(text: string): string {
  return text.replaceAll('§', compact);
}

function tokenIn(text: string): FoundToken {
  const [token] = findTokens(text);
  assert.ok(token, text);
  return token;
}

function masked(file: string, text: string): string | undefined {
  const whole = withToken(text);
  const result = readFromEnvironment({ text: whole, file }, tokenIn(whole), 'TOKEN');
  return result && applyEdits(whole, result.edits).replaceAll(compact, '§');
}

const fromEnvironment: readonly (readonly [file: string, before: string, after: string])[] = [
  ['a.js', 'const t = "§";', 'const t = process.env.TOKEN;'],
  [
    'a.ts',
    "fetch(u, { headers: { Authorization: 'Bearer §' } })",
    "fetch(u, { headers: { Authorization: 'Bearer ' + process.env.TOKEN } })",
  ],
  ['a.js', 'const h = `Bearer §`;', 'const h = `Bearer ${process.env.TOKEN}`;'],
  ['a.js', 'f("a §", "b § c".length);', 'f("a " + process.env.TOKEN, ("b " + process.env.TOKEN + " c").length);'],
  ['a.tsx', '<Api token="§" name="x" />', '<Api token={process.env.TOKEN} name="x" />'],
  ['a.vue', '<script>\nconst t = "§";\n</script>', '<script>\nconst t = process.env.TOKEN;\n</script>'],
  ['a.py', 'h = {"Authorization": "Bearer §"}', 'h = {"Authorization": "Bearer " + os.environ["TOKEN"]}'],
  ['a.py', "t = f'{kind} §{rest}'", `t = f'{kind} ' + os.environ["TOKEN"] + f'{rest}'`],
  [
    'a.py',
    '"""From us."""\nfrom __future__ import annotations\nfrom http import client\n\nt = "§"\n',
    '"""From us."""\nfrom __future__ import annotations\nimport os\nfrom http import client\n\nt = os.environ["TOKEN"]\n',
  ],
  [
    'a.go',
    'req.Header.Set("Authorization", "Bearer §")',
    'req.Header.Set("Authorization", "Bearer " + os.Getenv("TOKEN"))',
  ],
  ['a.java', 'String t = "§";', 'String t = System.getenv("TOKEN");'],
  ['a.kt', 'val t = "Bearer §"', 'val t = "Bearer ${System.getenv("TOKEN")}"'],
  ['a.cs', 'var t = $"Bearer §{x}";', 'var t = $"Bearer " + Environment.GetEnvironmentVariable("TOKEN") + $"{x}";'],
  ['a.php', "<?php $t = 'Bearer §';", "<?php $t = 'Bearer ' . getenv('TOKEN');"],
  ['a.rb', 't = "Bearer §"', 't = "Bearer #{ENV.fetch("TOKEN")}"'],
  ['a.rb', "t = 'Bearer §'", `t = 'Bearer ' + ENV.fetch("TOKEN")`],
  ['a.pl', 'my $t = "Bearer §";', 'my $t = "Bearer $ENV{TOKEN}";'],
  ['a.ex', 't = "Bearer §"', 't = "Bearer #{System.fetch_env!("TOKEN")}"'],
  [
    'a.sh',
    'curl -H "Authorization: Bearer §" "https://a.test"',
    'curl -H "Authorization: Bearer ${TOKEN}" "https://a.test"',
  ],
  [
    'a.sh',
    "curl -H 'Authorization: Bearer §' https://a.test",
    `curl -H 'Authorization: Bearer '"\${TOKEN}" https://a.test`,
  ],
  ['a.sh', 'export T=§\n', 'export T="${TOKEN}"\n'],
  [
    'a.ps1',
    "irm $u -Headers @{ Authorization = 'Bearer §' }",
    "irm $u -Headers @{ Authorization = ('Bearer ' + $env:TOKEN) }",
  ],
  ['a.ps1', '$t = "§"', '$t = "$($env:TOKEN)"'],
];

for (const [file, before, after] of fromEnvironment)
  test(`${file} reads the environment: ${after}`, () => assert.equal(masked(file, before), after));

const nowhere: readonly (readonly [file: string, text: string])[] = [
  ['a.json', '{"token":"§"}'],
  ['.env', 'TOKEN=§'],
  ['a.yaml', 'token: "§"'],
  ['a.js', '// const t = "§";'],
  ['a.js', 'const x = { "§": 1 };'],
  ['a.py', 't = b"§"'],
  ['a.py', 't = "a" "§"'],
  ['a.java', 'String t = """\n  §""";'],
  ['a.rs', 'let t = "§";'],
  ['Makefile', 'x:\n\tcurl -H "Authorization: Bearer §"'],
  ['a.js', 'const §unquoted'],
];

for (const [file, text] of nowhere)
  test(`nothing in ${file} reads the environment in the place of ${JSON.stringify(text)}`, () => {
    assert.equal(masked(file, text), undefined);
  });

test('a token is found after an escape, and a shorter secret only as a whole', () => {
  const places = (text: string, secret = compact) => occurrencesOf(withToken(text), secret).length;
  assert.equal(places('Bearer%20§ and \\n§'), 2);
  assert.equal(places('§x'), 0);
  assert.equal(places('abc xabc abcx abc', 'abc'), 2);
});

test('what has to be imported is told unless the file imports it', () => {
  const needs = (file: string, text: string) => {
    const whole = withToken(text);
    return readFromEnvironment({ text: whole, file }, tokenIn(whole), 'TOKEN')?.needs;
  };
  assert.equal(needs('a.py', 't = "§"'), 'import os');
  assert.equal(needs('a.py', 'import sys, os\nt = "§"'), undefined);
  assert.equal(needs('a.go', 'import (\n\t"fmt"\n)\nvar t = "§"'), 'import "os"');
  assert.equal(needs('a.go', 'import (\n\t"os"\n)\nvar t = "§"'), undefined);
  assert.equal(needs('a.js', 'const t = "§"'), undefined);
});

test('a token that is split has no place that could be replaced', () => {
  const [head = '', rest = ''] = [compact.slice(0, 30), compact.slice(30)];
  const text = `const t = "${head}" +\n  "${rest}";`;
  assert.equal(readFromEnvironment({ text, file: 'a.js' }, tokenIn(text), 'TOKEN'), undefined);
  assert.deepEqual(replaceAll(text, compact, ''), []);
});

function asVariable(text: string, name = 'token'): string {
  const whole = withToken(text);
  return applyEdits(whole, moveToVariable({ text: whole, file: 'a.http' }, compact, name)).replaceAll(compact, '§');
}

test('a variable of an .http file takes the place of the token, wherever it stands', () => {
  assert.equal(
    asVariable('GET https://a.test\r\nAuthorization: Bearer §\r\n\r\n{"t":"§"}'),
    '@token = §\r\nGET https://a.test\r\nAuthorization: Bearer {{token}}\r\n\r\n{"t":"{{token}}"}',
  );
});

test('a variable that holds the token already is used', () => {
  assert.equal(asVariable('@mine=§\nGET /\nA: Bearer §\n'), '@mine=§\nGET /\nA: Bearer {{mine}}\n');
});

test('an .http file may read the token from the .env file beside it', () => {
  const text = withToken('Authorization: Bearer §');
  const edits = readFromDotenv({ text, file: 'a.http' }, compact, 'TOKEN');
  assert.equal(applyEdits(text, edits), 'Authorization: Bearer {{$dotenv TOKEN}}');
});

const names: readonly (readonly [text: string, name: string])[] = [
  ['const accessToken = "§"', 'ACCESS_TOKEN'],
  ['const apiJwt: string = "§"', 'API_JWT'],
  ['MY_TOKEN=§', 'MY_TOKEN'],
  ['"x-api-key": "§"', 'X_API_KEY'],
  ['headers = {"Authorization": "Bearer §"}', 'ACCESS_TOKEN'],
  ['Authorization: Bearer §', 'ACCESS_TOKEN'],
  ['§', 'ACCESS_TOKEN'],
];

for (const [text, name] of names)
  test(`${text} is called ${name}`, () => {
    const whole = withToken(text);
    assert.equal(nameFor({ text: whole, file: 'a.js' }, tokenIn(whole)), name);
  });

test('a new variable of an .http file has a name that is free', () => {
  const text = withToken('@accessToken = other\n@accessToken2=x\n\nGET /\nAuthorization: Bearer §');
  assert.equal(variableNameFor({ text, file: 'a.http' }, tokenIn(text)), 'accessToken3');
});

test('a .env file gets a line of its own, unless it says that already or something else', () => {
  assert.equal(envLine('', 'T', 'v'), 'T=v\n');
  assert.equal(envLine('A=1', 'T', 'v'), '\nT=v\n');
  assert.equal(envLine('A=1\r\n', 'T', 'v'), 'T=v\r\n');
  assert.equal(envLine('export T = "v"\n', 'T', 'v'), '');
  assert.equal(envLine('T=other\n', 'T', 'v'), undefined);
  assert.equal(envLine('# T=other\nTT=other\n', 'T', 'v'), 'T=v\n');
});

test('a placeholder is found again where it was put', () => {
  const text = `{"t":"${placeholderOf('0123456789ab')}","u":"${placeholderOf('0123456789abc')}"}`;
  assert.deepEqual(placeholdersIn(text), [{ id: '0123456789ab', span: { start: 6, end: 36 } }]);
});
