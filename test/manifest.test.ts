import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './generate.ts';

const manifest = JSON.parse(read('package.json'));

test('the extension wakes with the first document, a panel to restore or a redirect, and at nothing else', () => {
  assert.deepEqual(manifest.activationEvents, ['onLanguage', 'onWebviewPanel:why401.panel', 'onUri']);
});

test('every command is titled in sentence case under one category', () => {
  for (const { command, title, category } of manifest.contributes.commands) {
    assert.match(command, /^why401\./);
    assert.equal(category, 'Why401', command);
    assert.doesNotMatch(title, /^Why401|\.$/, command);
  }
});

test('every step of the walkthrough has its page in the package, and its links run commands that there are', () => {
  const commands = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const packaged = read('.vscodeignore');
  for (const { id, description, media, completionEvents } of manifest.contributes.walkthroughs[0].steps) {
    const linked = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);
    const completing = completionEvents.map((event: string) => event.replace('onCommand:', ''));
    assert.ok(linked.length > 0, id);
    for (const command of [...linked, ...completing]) assert.ok(commands.includes(command), command);
    assert.notEqual(read(media.markdown), '');
    assert.ok(packaged.includes(`!${media.markdown.replace(/[^/]+$/, '*.md')}`), media.markdown);
  }
});

test('every setting says what it does and where it may be set', () => {
  const settings: Record<string, { markdownDescription?: string; scope?: string }> =
    manifest.contributes.configuration.properties;
  for (const [name, { markdownDescription, scope }] of Object.entries(settings)) {
    assert.ok(markdownDescription, `${name} has no markdownDescription`);
    assert.ok(scope, `${name} has no scope`);
  }
});

test('every dependency has an exact version', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    assert.match(String(version), /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name);
  }
});
