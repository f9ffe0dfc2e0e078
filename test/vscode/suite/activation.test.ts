import assert from 'node:assert/strict';
import { commands, type Extension, extensions } from 'vscode';

function extension(): Extension<unknown> {
  const found = extensions.getExtension('why401.why401');
  assert.ok(found, 'the packaged extension is installed');
  return found;
}

suite('activation', () => {
  test('the packaged extension activates', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  test('every command that the manifest names is registered', async () => {
    await extension().activate();
    const registered = await commands.getCommands(true);
    const named: string[] = extension().packageJSON.contributes.commands.map(
      ({ command }: { command: string }) => command,
    );
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter(command => !registered.includes(command)),
      [],
    );
  });
});
