import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { causes } from '../../src/causes/catalogue.ts';
import { commands } from '../../src/cli/run.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { folderWith, json, why401 } from './cli.ts';

test('each command has a file of its name and tells its usage', async () => {
  for (const { name } of commands) {
    assert.ok(existsSync(join(import.meta.dirname, `../../src/cli/commands/${name}.ts`)), name);
    const { status, out } = await why401([name, '--help']);
    assert.equal(status, 0);
    assert.ok(out.startsWith(`Usage: why401 ${name}`), name);
    assert.equal((await why401(['help', name])).out, out);
  }
});

test('help fits a terminal of 120 columns', async () => {
  for (const args of [[], ...commands.map(({ name }) => [name, '--help'])]) {
    const { out } = await why401(args);
    assert.deepEqual(
      out.split('\n').filter(line => line.length > 120),
      [],
    );
  }
});

test('without a command the commands are listed', async () => {
  const { status, out } = await why401([]);
  assert.equal(status, 0);
  for (const { name, summary } of commands) assert.ok(out.includes(name) && out.includes(summary));
});

test('an unknown command is wrong usage', async () => {
  const { status, error } = await why401(['explane']);
  assert.equal(status, 2);
  assert.match(error, /^why401: there is no command "explane"/);
});

test('rules lists every rule', async () => {
  const document = json(await why401(['rules', '--format', 'json']));
  assert.equal(document.schema, 'why401/rules@1');
  assert.deepEqual(
    document.rules.map(({ id }: { id: string }) => id),
    rules.map(({ id }) => id),
  );
  for (const { title, meaning, severity, documentation } of document.rules)
    assert.ok(title && meaning && severity && URL.canParse(documentation));
  const { out } = await why401(['rules']);
  for (const { id } of rules) assert.ok(out.includes(id));
});

test('causes lists every cause', async () => {
  const document = json(await why401(['causes', '--format', 'json']));
  assert.equal(document.schema, 'why401/causes@1');
  assert.deepEqual(
    document.causes.map(({ id }: { id: string }) => id),
    causes.map(({ id }) => id),
  );
  for (const { title, meaning, severity, documentation } of document.causes)
    assert.ok(title && meaning && severity && URL.canParse(documentation));
});

test('colours are for those who want them', async () => {
  const cwd = folderWith({ 'a.js': "fetch(url, { headers: { Authorization: 'Bearer Bearer ' + token } });\n" });
  assert.ok(!(await why401(['lint'], { cwd })).out.includes('\u001b['));
  assert.ok((await why401(['lint'], { cwd, color: true })).out.includes('\u001b[31merror'));
});

/** The command line as a process of its own. */
function start(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  return spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, ...env } });
}

test('as a process it reads stdin, writes stdout and sets its exit status', async () => {
  const child = start(['header', '-'], process.cwd(), { FORCE_COLOR: '1' });
  child.stdin.end('Authorization: Bearer Bearer abcdefghijklmnop\n');
  const [out, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  assert.equal(status, 1);
  assert.ok(out.startsWith('Authorization\n'), 'a pipe gets no colours');
});

test('an interruption stops the lab cleanly, with status 130', async () => {
  const child = start(['lab', 'lab.http'], folderWith({}));
  const [line] = await once(child.stdout, 'data');
  const [, origin = ''] = /(http:\S+);/.exec(String(line)) ?? [];
  assert.equal((await fetch(`${origin}/orders`)).status, 401);
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [130, null]);
  await assert.rejects(fetch(`${origin}/orders`));
});

test('a reader that goes away early is no failure', async () => {
  const child = start(['causes', '--format', 'json'], process.cwd());
  child.stdout.destroy();
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  assert.equal((await why401(['--version'])).out, `${version}\n`);
});

test('every page that is linked to is there', async () => {
  const linked = async (command: string) =>
    json(await why401([command, '--format', 'json']))[command].map(
      (row: { documentation: string }) => row.documentation,
    );
  for (const url of [...(await linked('rules')), ...(await linked('causes'))]) {
    const [, page = ''] = /\/blob\/main\/(.+)$/.exec(url) ?? [];
    assert.ok(existsSync(join(import.meta.dirname, '../..', page)), url);
  }
});
