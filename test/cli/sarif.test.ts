import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv from 'ajv-draft-04';
import type { Log } from 'sarif';
import { lintAndFix } from '../../src/cli/linting.ts';
import { sarifOf } from '../../src/cli/output/sarif.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { folderWith, json, why401 } from './cli.ts';

const doubled = "fetch(url, { headers: { Authorization: 'Bearer Bearer ' + token } });\n";

// That the assignment compiles is half of the test: the types are made from the schema of SARIF 2.1.0.
const log: Log = sarifOf([{ file: 'src/a b.js', ...lintAndFix(doubled, { file: 'a.js' }, 'none') }]);

test('a result names its rule, by id and by index', () => {
  const [run] = log.runs;
  const [result] = run?.results ?? [];
  assert.equal(result?.ruleId, 'doubled-scheme');
  assert.equal(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id, 'doubled-scheme');
  assert.equal(run?.tool.driver.rules?.length, rules.length);
});

test('a place is a URI reference and 1-based columns in UTF-16 code units', () => {
  const [run] = log.runs;
  const place = run?.results?.[0]?.locations?.[0]?.physicalLocation;
  assert.equal(run?.columnKind, 'utf16CodeUnits');
  assert.equal(place?.artifactLocation?.uri, 'src/a%20b.js');
  assert.deepEqual(place?.region, { startLine: 1, startColumn: 48, endLine: 1, endColumn: 54 });
});

test('an absolute path becomes a file URI, on Windows too', () => {
  const uri = (file: string) =>
    sarifOf([{ file, ...lintAndFix(doubled, { file: 'a.js' }, 'none') }]).runs[0]?.results[0]?.locations[0]
      ?.physicalLocation.artifactLocation.uri;
  assert.equal(uri('/src/a#b.js'), 'file:///src/a%23b.js');
  assert.equal(uri('C:/src/a b.js'), 'file:///C:/src/a%20b.js');
});

test('a fix replaces what it would replace', () => {
  const [replacement] = log.runs[0]?.results?.[0]?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
  assert.equal(replacement?.insertedContent?.text, '');
  assert.equal(replacement?.deletedRegion.startLine, 1);
});

test('every rule has what code scanning shows of it', () => {
  for (const { id, shortDescription, help, helpUri, defaultConfiguration } of log.runs[0]?.tool.driver.rules ?? []) {
    assert.ok(shortDescription?.text && help?.text && help.markdown, id);
    assert.ok(URL.canParse(helpUri ?? ''), id);
    assert.match(String(defaultConfiguration?.level), /^(error|warning|note)$/);
  }
});

test('what the command prints is valid by the schema of SARIF 2.1.0, for every example of every rule', async () => {
  const bad = rules.flatMap(({ id, examples }) =>
    examples.flatMap((one, i) => ('bad' in one ? [[`${id} ${i}/${one.file}`, one.bad] as const] : [])),
  );
  const cwd = folderWith(Object.fromEntries(bad));
  const validate = validator();
  for (const args of [[], ['--show-secrets'], [`${cwd}/${bad[0]?.[0]}`]]) {
    const document = json(await why401(['lint', '--format', 'sarif', ...args], { cwd }));
    assert.ok(document.runs[0].results.length > 0);
    assert.equal(validate(document), true, JSON.stringify(validate.errors?.slice(0, 3)));
    const broken = structuredClone(document);
    broken.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    assert.equal(validate(broken), false, 'the schema is one that finds faults');
  }
});

/** The schema that the maintainers of SARIF publish with their matchers for tests. */
function validator() {
  const require = createRequire(import.meta.url);
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  ajv.addFormat('uri', text => URL.canParse(text));
  ajv.addFormat('uri-reference', text => URL.canParse(text, 'file:///'));
  ajv.addFormat('date-time', text => !Number.isNaN(Date.parse(text)));
  return ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
}

test('the command prints one document', async () => {
  const document = json(await why401(['lint', '--format', 'sarif'], { cwd: folderWith({ 'a.js': doubled }) }));
  assert.equal(document.version, '2.1.0');
  assert.equal(document.runs[0].results.length, 1);
});
