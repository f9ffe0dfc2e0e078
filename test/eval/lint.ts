// Measures the lint on labelled lines: `npm run eval:lint -- [FILE] [--list]`. FILE is JSON Lines with `file_ext`,
// `snippet`, `verdict` (`ok` or `bad`), `mistake` and `note`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintText } from '../../src/lint/lint.ts';

interface Row {
  readonly id: string;
  readonly file_ext: string;
  readonly snippet: string;
  readonly verdict: 'ok' | 'bad';
  readonly mistake?: string;
  readonly note?: string;
}

const list = process.argv.includes('--list');
const file =
  process.argv.slice(2).find(argument => !argument.startsWith('--')) ??
  join(import.meta.dirname, '../../../shared/lint/real-lines.jsonl');
const rows = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Row);

const falseReports: string[] = [];
const missed: string[] = [];
const perMistake = new Map<string, { found: number; all: number }>();
let found = 0;
let foundMeant = 0;
let bad = 0;
let meant = 0;
for (const row of rows) {
  const name = row.file_ext.startsWith('.') ? `file${row.file_ext}` : row.file_ext;
  const problems = lintText(row.snippet, { file: name }).filter(
    p => p.severity === 'error' || p.severity === 'warning',
  );
  const said = problems.map(p => `  ${p.rule} (${p.severity}): ${p.message}`).join('\n');
  if (row.verdict === 'ok') {
    if (problems.length > 0) falseReports.push(`${row.id} ${row.file_ext} ${row.note ?? ''}\n${row.snippet}\n${said}`);
    continue;
  }
  const deliberate = /^deliberate/.test(row.note ?? '');
  const count = perMistake.get(row.mistake ?? '') ?? { found: 0, all: 0 };
  count.all++;
  bad++;
  if (!deliberate) meant++;
  if (problems.length > 0) {
    found++;
    count.found++;
    if (!deliberate) foundMeant++;
    if (list) console.log(`FOUND ${row.id} ${row.mistake}: ${problems.map(p => p.rule).join(', ')}`);
  } else missed.push(`${row.id} ${row.file_ext} ${row.mistake} ${row.note ?? ''}\n${row.snippet}`);
  perMistake.set(row.mistake ?? '', count);
}
if (list) {
  console.log(`\nFALSE REPORTS\n${falseReports.join('\n\n')}`);
  console.log(`\nMISSED\n${missed.join('\n\n')}`);
}
for (const [mistake, count] of [...perMistake].sort())
  console.log(`${mistake.padEnd(28)} ${count.found} of ${count.all}`);
console.log(`found ${found} of ${bad} (${foundMeant} of ${meant} without the deliberate ones)`);
console.log(`false reports ${falseReports.length} of ${rows.length - bad}`);
