import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRefreshMaterial } from '../../src/editor/refresh-material.ts';
import { findTokens } from '../../src/jwt/find.ts';
import { tokenWith } from '../cli/cli.ts';

const access = tokenWith({ iss: 'https://id.test', exp: 1 });

/** Refresh token, client and its secret, as far as they are found around the last token of the text. */
function material(text: string, file: string): (string | undefined)[] {
  const token = findTokens(text).find(({ compact }) => compact === access);
  assert.ok(token);
  const found = findRefreshMaterial(text, token.span, file);
  for (const written of [found?.refreshToken, found?.clientId, found?.clientSecret])
    if (written) assert.equal(text.slice(written.span.start, written.span.end), written.value);
  return [found?.refreshToken.value, found?.clientId?.value, found?.clientSecret?.value];
}

const found: readonly (readonly [file: string, text: string, ...expected: string[]])[] = [
  ['a.json', `{"access_token":"${access}","refresh_token":"8xLOxBtZp8","expires_in":1}`, '8xLOxBtZp8'],
  ['.env', `ACCESS_TOKEN=${access}\nMY_REFRESH_TOKEN=8xLOxBtZp8\nCLIENT_ID=web-1\n`, '8xLOxBtZp8', 'web-1'],
  [
    '.env',
    `A="${access}"\nREFRESH_TOKEN="1//0ab-c_d"\nCLIENT_ID='w'\nCLIENT_ID=web\nCLIENT_SECRET=s3c.ret`,
    '1//0ab-c_d',
    'web',
    's3c.ret',
  ],
  ['a.ts', `const s = { token: '${access}', refreshToken: 'aB3.x~y', clientId: "web" };`, 'aB3.x~y', 'web'],
  ['a.py', `s["refresh_token"] = "abc-def"\ns["token"] = "${access}"`, 'abc-def'],
  ['a.php', `['refresh_token' => 'abc-def', 'access_token' => '${access}']`, 'abc-def'],
  ['a.yaml', `access: ${access}\nrefresh-token: abc-def # old\n`, 'abc-def'],
  ['a.http', `@refreshToken = abc-def\n@token = ${access}\n`, 'abc-def'],
  ['a.txt', `grant_type=refresh_token&refresh_token=abc-def&client_id=web\n${access}`, 'abc-def', 'web'],
  ['a.har', String.raw`{"text":"{\"access_token\":\"${access}\",\"refresh_token\":\"abc-def\"}"}`, 'abc-def'],
  ['a.json', `{"a":{"refresh_token":"far-away"},"b":{"t":"${access}","refresh_token":"near-by"}}`, 'near-by'],
];

for (const [file, text, ...expected] of found)
  test(`a refresh token is found in ${file}: ${text.replaceAll(access, '…').slice(0, 60)}`, () => {
    assert.deepEqual(
      material(text, file).filter(value => value !== undefined),
      expected,
    );
  });

const nothing: readonly (readonly [file: string, text: string])[] = [
  ['a.ts', `const token = '${access}'; const refreshToken = session.refreshToken;`],
  ['a.ts', `const token = '${access}'; const refreshToken = process.env.REFRESH_TOKEN;`],
  ['.env', `TOKEN=${access}\nREFRESH_TOKEN=\nREFRESH_TOKEN_EXPIRES_IN=3600\nREFRESH_TOKEN=\${OTHER}\n`],
  ['a.json', `{"token":"${access}","refresh_token":"<your refresh token>","refresh_token_expires_in":86400}`],
  ['a.http', `@token = ${access}\n@refreshToken = {{other}}\n`],
  ['a.json', `{"refresh_token":"${access}"}`],
  ['a.js', `const token = '${access}';`],
];

for (const [file, text] of nothing)
  test(`no refresh token is found in ${file}: ${text.replaceAll(access, '…').slice(0, 60)}`, () => {
    assert.deepEqual(material(text, file), [undefined, undefined, undefined]);
  });
