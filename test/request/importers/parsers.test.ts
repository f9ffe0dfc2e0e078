// Laws that hold for every text, whatever the format.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findReferences } from '../../../src/request/http-file.ts';
import { parseHar } from '../../../src/request/importers/har.ts';
import { parseHttpFile } from '../../../src/request/importers/http-file.ts';
import { importers } from '../../../src/request/importers/index.ts';
import { parseRaw } from '../../../src/request/importers/raw.ts';
import { resolveRequest } from '../../../src/request/resolve.ts';
import { sliceSpan } from '../../../src/text/span.ts';

/** Pieces that mean something to one of the parsers, in any order. */
const pieces = fc.constantFrom(
  ...'curl |-H |-d |-u |--json |--next |-sSLk|\\\n|\\\r\n|$\'|\\x|"|\'|$A|${A}|$(|<<EOF\n|EOF\n|;|@-|https://a.example/|GET |POST |HTTP/1.1|HTTP/1.1 401 No|\n|\r\n|\r|: |A: b\n|### |# @name x\n|# @prompt p\n|//|/*|*/|@v = {{v}}\n|{{|}}|{{$guid}}|{{%v}}|< ./f\n|> {%|%}|>> f\n|?? x\n|> |< |* |{ [|--:--:--|{"log":{"entries":[|{"request":{"url":|"headers":|]}|null|1|,|é|\u0000|\ud800|%E0|Content-Type: multipart/x\n|Authorization: Digest a b\n|fetch(|Invoke-WebRequest |^|^"|`|@{'.split(
    '|',
  ),
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(pieces, { maxLength: 30 }).map(parts => parts.join('')),
);

describe('every importer', () => {
  for (const importer of importers) {
    test(`${importer.id} takes any text, and its problems lie within the text`, () => {
      fc.assert(
        fc.property(texts, text => {
          importer.recognises(text);
          for (const { span } of importer.parse(text).problems) {
            if (span) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
          }
        }),
        { numRuns: 500 },
      );
    });

    test(`${importer.id} takes time in proportion to the text`, () => {
      for (const piece of [
        "curl -H 'a: b' \\\n",
        '{{a',
        'GET /x\nA: b\n\n',
        '> GET / HTTP/1.1\n',
        '"',
        '<<E\n',
        '@a={{a}}{{a}}\n',
        ' ',
        '--:--:--',
        '{"request":{"url":"x"}},',
      ]) {
        const text = piece.repeat(Math.ceil(300_000 / piece.length));
        const began = performance.now();
        importer.recognises(text);
        importer.parse(text);
        assert.ok(performance.now() - began < 4000, `${JSON.stringify(piece)} took ${performance.now() - began} ms`);
      }
    });
  }
});

test('recordings of any kind are read without an exception', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.json()), text => {
      parseHar(text);
      parseRaw(text);
      parseHar(`{"log":{"entries":[${text}]}}`);
    }),
    { numRuns: 500 },
  );
});

describe('the spans of a .http file', () => {
  test('name what they stand for', () => {
    const text =
      '@v = 1\r\n### Title\r\n# @name login\r\nPOST https://a.example/{{v}}\r\nX-A:   b c  \r\n\r\n{"a": "{{v}}"}\r\n\r\n';
    const { requests, variables } = parseHttpFile(text);
    const [request] = requests;
    assert.ok(request?.name && request.body && request.headers[0] && variables[0]);
    const { value, name } = request.headers[0];
    for (const written of [
      request.name,
      request.method,
      request.url,
      value,
      name,
      variables[0].name,
      variables[0].value,
    ])
      assert.equal(sliceSpan(text, written.span), written.text);
    assert.equal(sliceSpan(text, request.body.span), '{"a": "{{v}}"}');
    assert.equal(sliceSpan(text, request.section), text.slice(text.indexOf('###')));
  });

  test('never overlap, are in order and lie within the text', () => {
    fc.assert(
      fc.property(texts, text => {
        const file = parseHttpFile(text);
        let at = 0;
        for (const { section, span, url } of file.requests) {
          assert.ok(
            section.start >= at && section.start <= span.start && span.end <= section.end && section.end <= text.length,
          );
          assert.ok(url.span.start >= span.start && url.span.end <= span.end);
          at = section.end;
        }
        file.requests.forEach((_, index) => {
          resolveRequest(file, index, { random: () => 0.5, now: 0, variable: () => '{{x}}' });
        });
      }),
      { numRuns: 500 },
    );
  });

  test('of references are those of the braces', () => {
    const text = '{"a":{{b}},"c":{"d":{{ e }}}} {{f';
    assert.deepEqual(
      findReferences(text).map(({ expression, span }) => [expression, sliceSpan(text, span)]),
      [
        ['b', '{{b}}'],
        ['e', '{{ e }}'],
      ],
    );
  });
});
