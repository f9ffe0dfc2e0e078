// Every file of test/fixtures/importers/<id>/ is read by that importer, and compared with the .json beside it: requests,
// exchanges where the format records them, and problems by code and the text that they mark.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, test } from 'node:test';
import { parseHar } from '../../../src/request/importers/har.ts';
import { importers } from '../../../src/request/importers/index.ts';
import { parseRaw } from '../../../src/request/importers/raw.ts';
import type { RequestProblem } from '../../../src/request/problem.ts';
import { sliceSpan } from '../../../src/text/span.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/importers');
const recorded: Record<string, typeof parseHar> = { har: parseHar, raw: parseRaw };

for (const id of readdirSync(fixtures)) {
  describe(`the importer ${id}`, () => {
    const files = readdirSync(join(fixtures, id)).filter(file => extname(file) !== '.json');
    for (const file of files) {
      test(`reads ${file} as ${basename(file, extname(file))}.json says`, () => {
        const text = readFileSync(join(fixtures, id, file), 'utf8');
        const expected: unknown = JSON.parse(
          readFileSync(join(fixtures, id, `${basename(file, extname(file))}.json`), 'utf8'),
        );
        assert.deepEqual(read(id, text), expected);
      });
    }
  });
}

export function read(id: string, text: string): unknown {
  const record = recorded[id];
  const parsed = record ? record(text) : importers.find(importer => importer.id === id)?.parse(text);
  assert.ok(parsed, `there is no importer ${id}`);
  const { problems, ...rest } = parsed;
  // By way of JSON, which has no undefined members.
  return JSON.parse(JSON.stringify({ ...rest, problems: problems.map(problem => describeProblem(problem, text)) }));
}

function describeProblem({ code, severity, span }: RequestProblem, text: string): string {
  return `${severity} ${code}${span ? `: ${sliceSpan(text, span)}` : ''}`;
}
