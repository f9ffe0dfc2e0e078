// docs/command-line.md shows commands with what they print; here they are run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/run.ts';
import { folderWith, noon, tokenWith, why401 } from './cli.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8');
const [, orders = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
const token = tokenWith({ iss: 'https://id.example.com', sub: 'ada', aud: 'orders', exp: noon / 1000 - 7200 });
const exchange = `GET /orders HTTP/1.1
Host: api.example.com
Authorization: Bearer ${token}

HTTP/1.1 401 Unauthorized
Date: ${new Date(noon).toUTCString()}
WWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"

`;

for (const [, line = '', output = ''] of text.matchAll(/```console\n\$ why401 (.*)\n([\s\S]*?)```/g))
  test(`"why401 ${line}" prints what the page shows`, async () => {
    const cwd = folderWith({ 'src/orders.ts': orders, '.env': `TOKEN=${token}\n`, 'failed.txt': exchange });
    const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const { out } = await why401(args, { cwd });
    const isCut = output.endsWith('…\n');
    assert.equal(isCut ? out.slice(0, output.length - 2) : out, isCut ? output.slice(0, -2) : output);
  });

test('the page has a section for every command', () => {
  for (const { name } of commands) assert.ok(text.includes(`\n## ${name}\n`), name);
});
