import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../src/panel/home.ts';
import { planHttpFile } from '../../src/repair/writing/http-file.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import type { HttpRequest } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { applyEdits } from '../../src/text/span.ts';
import { openLabPanel } from './lab-panel.ts';

const panel = await openLabPanel();

/** A text that a request of the lab is loaded from and goes back to. */
function loadFrom(name: string): { text: string } {
  const document = { text: panel.lab.httpFile };
  const sent = document.text;
  const index = parseHttpFile(sent).requests.findIndex(request => request.name?.text === name);
  const read = (text: string) => resolveRequest(parseHttpFile(text), index, {}).request;
  const before = read(sent) ?? assert.fail(`The lab has no request "${name}"`);
  const planFor = (repaired: HttpRequest) =>
    document.text === sent
      ? planHttpFile(parseHttpFile(sent), index, before, repaired, ({ edits }) => read(applyEdits(sent, edits)))
      : undefined;
  const home: Home = {
    placeFor: async repaired => (planFor(repaired) ? 'lab.http' : undefined),
    write: async repaired => {
      const plan = planFor(repaired);
      if (plan) document.text = applyEdits(document.text, plan.edits);
      return plan !== undefined;
    },
  };
  panel.conversation.load(before, `lab: ${name}`, [], home);
  return document;
}

test('a request that a fix has mended is written to its text on demand, and nothing else there changes', async () => {
  const document = loadFrom('doubledScheme');
  await panel.conversation.send();
  assert.equal(panel.state().writing, undefined);
  await panel.fix('fix-header');
  assert.deepEqual(panel.state().writing, { place: 'lab.http', state: 'offered' });
  assert.equal(document.text, panel.lab.httpFile);
  await panel.conversation.receive({ kind: 'write-fix' });
  assert.deepEqual(panel.state().writing, { place: 'lab.http', state: 'written' });
  assert.equal(document.text, panel.lab.httpFile.replace('Bearer Bearer ', 'Bearer '));
});

test('nothing is written where the text has changed', async () => {
  const document = loadFrom('doubledScheme');
  await panel.conversation.send();
  await panel.fix('fix-header');
  document.text = 'another one';
  await panel.conversation.receive({ kind: 'write-fix' });
  assert.deepEqual(panel.state().writing, { place: 'lab.http', state: 'changed' });
  assert.equal(document.text, 'another one');
});

test('what is left to the sender, such as a Digest answer, is not offered to be written', async () => {
  loadFrom('digestMismatch');
  await panel.conversation.send();
  await panel.fix('ask-credentials');
  await panel.fix('ask-credentials', { user: 'ada', password: 'engine-no-1' });
  assert.match(panel.result().comparison ?? '', /now 200$/);
  assert.equal(panel.state().writing, undefined);
});
