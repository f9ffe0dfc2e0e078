import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentBody, revealBody } from '../../src/panel/present-body.ts';
import type { Body } from '../../src/request/model.ts';
import { secretsEchoed } from '../../src/request/secret-spans.ts';

const sent = 'sk-abcdefghijklmnop';
const page = {
  withEchoes: (text: string, secrets: Parameters<typeof secretsOf>[0]) => secretsOf(secrets, text),
  marksIn: () => [{ start: 1, end: 8 }],
};

function secretsOf(secrets: ReturnType<typeof secretsEchoed>, text: string) {
  return [...secrets, ...secretsEchoed(text, [sent])];
}

function viewOf(body: Body) {
  return presentBody('response-body', body, page).body;
}

test('JSON is laid out, with its secrets masked and its evidence marked in their new places', () => {
  const body = { text: `{"error":"no ${sent}","access_token":"abcdefghijklmnopqrst"}` };
  const [formatted, received] = viewOf(body)?.forms ?? [];
  assert.deepEqual([formatted?.kind, received?.kind], ['formatted', 'received']);
  const text = formatted?.value.map(segment => segment.text).join('');
  assert.match(text ?? '', /^\{\n {2}"error": "no sk-abc…19",\n {2}"access_token": "abcdef…20"\n\}$/);
  assert.equal(formatted?.value.find(({ marked }) => marked)?.text, '"error"');
  assert.match(revealBody('response-body', body, 'response-body-formatted') ?? '', /^\{\n {2}"error": "no sk-/);
});

test('a text that is no JSON has one form, and nothing has none', () => {
  assert.deepEqual(
    viewOf({ text: '<b>no</b>' })?.forms.map(({ kind }) => kind),
    ['received'],
  );
  assert.equal(viewOf({ text: '' }), undefined);
});

test('an image is shown as one, and its bytes', () => {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n rest', 'latin1');
  const body = { text: '', base64: bytes.toString('base64'), partial: true, size: bytes.length };
  const view = viewOf(body);
  assert.deepEqual(
    view?.forms.map(({ kind }) => kind),
    ['image', 'hex'],
  );
  assert.ok(!JSON.stringify(view).includes(body.base64), 'it comes when the page asks for it');
  assert.equal(revealBody('response-body', body, 'response-body-image'), `data:image/png;base64,${body.base64}`);
});

test('what only calls itself an image is bytes, and the secrets in them are dots', () => {
  const bytes = Buffer.from(`\0\0\0\0${sent}`);
  const body = { text: '', base64: bytes.toString('base64'), partial: true, size: bytes.length };
  const [hex, ...others] = viewOf(body)?.forms ?? [];
  assert.equal(others.length, 0);
  assert.match(hex?.value[0]?.text ?? '', /^00000000 {2}00 00 00 00 ·· ·· .* {2}\.{4}·{12}\n/);
  assert.equal(revealBody('response-body', body, 'response-body-image'), undefined);
});

test('of a long body the beginning is shown, and where it is kept is said', () => {
  const text = '[1,'.repeat(4_000_000);
  const view = viewOf({ text, partial: true, size: 50_000_000, file: { path: '/tmp/x', whole: true } });
  assert.deepEqual([view?.cut, view?.inFile, view?.forms.length], [true, 'whole', 2]);
  assert.ok(JSON.stringify(view).length < 3_000_000);
});
