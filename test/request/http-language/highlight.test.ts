import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { highlightsOf } from '../../../src/request/http-language/highlight.ts';
import { parseHttpFile } from '../../../src/request/importers/http-file.ts';

const text = `@host = a.example
### Title
# @name login
// a note
POST https://{{host}}/x
    ?a={{$guid}} HTTP/1.1
X-A: b {{host}}

{"a": "{{host}}"}

> {%
  script
%}
`;

test('the parts of a file are told apart', () => {
  const lines = text.split('\n');
  const shown = highlightsOf(parseHttpFile(text)).map(
    ({ line, column, length, kind }) => `${kind} ${lines[line]?.slice(column, column + length)}`,
  );
  assert.deepEqual(shown, [
    'variable @host',
    'comment ### Title',
    'macro # @name',
    'variable login',
    'comment // a note',
    'keyword POST',
    'string https://',
    'variable {{host}}',
    'string /x',
    'string     ?a=',
    'macro {{$guid}}',
    'string  HTTP/1.1',
    'property X-A',
    'variable {{host}}',
    'variable {{host}}',
    'comment > {%',
    'comment   script',
    'comment %}',
  ]);
});

test('marks are in order and do not overlap, in any text', () => {
  const pieces = fc.constantFrom(
    ...'GET https://a/|{{|}}|{{a}}|@a = b|\n|\r\n|###|# @name login|//|/*|*/|: |A: b|\n\n|> {%|%}|curl -d "|  '.split(
      '|',
    ),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), parts => {
      let before = { line: 0, end: 0 };
      for (const { line, column, length } of highlightsOf(parseHttpFile(parts.join('')))) {
        assert.ok(length > 0 && (line > before.line || (line === before.line && column >= before.end)));
        before = { line, end: column + length };
      }
    }),
    { numRuns: 300 },
  );
});
