import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatJson } from '../../src/panel/format-json.ts';

test('each member is on a line of its own, and what stands in them is as it was sent', () => {
  const text = '{"id":12345678901234567890,"a":[],"b":[1,{"c":"x, y: {"}],"e":{ },"a":1.0}';
  const lines = [
    '{',
    '  "id": 12345678901234567890,',
    '  "a": [],',
    '  "b": [',
    '    1,',
    '    {',
    '      "c": "x, y: {"',
    '    }',
    '  ],',
    '  "e": {},',
    '  "a": 1.0',
    '}',
  ];
  assert.equal(formatJson(text, false)?.text, lines.join('\n'));
});

test('what is no JSON, or laid out already, stays as it is', () => {
  for (const text of ['', 'no', '{"a":1', '{"a":1} {"b":2}', '"text"', '{\n  "a": 1\n}'])
    assert.equal(formatJson(text, false), undefined, text);
});

test('of a text that was cut the beginning is laid out', () => {
  assert.equal(formatJson('{"a":1,"b":"unfini', true)?.text, '{\n  "a": 1,\n  "b": "unfini');
});

test('a text of brackets does not grow without bound', () => {
  const { text = '' } = formatJson('['.repeat(10_000), true) ?? {};
  assert.ok(text.length < 600_000, `${text.length}`);
});

test('the value is the same, and each token is found where it went', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.boolean(), (json, at, spaced) => {
      const text = spaced ? JSON.stringify(JSON.parse(json), null, 1) : json;
      const formatted = formatJson(text, false);
      if (!formatted) return;
      assert.deepEqual(JSON.parse(formatted.text), JSON.parse(text));
      const start = at % text.length;
      if (/\s/.test(text[start] ?? '')) return;
      const place = formatted.place({ start, end: start + 1 });
      assert.equal(formatted.text.slice(place.start, place.end), text[start]);
    }),
  );
});
