// npm run eval:repair: takes the first repair that is offered for each failure of the lab and of the servers in test/servers,
// answers what it asks with what the user has, and prints how many then succeed, and what went wrong on the way. `--all`
// prints each of them, `--only=text` asks the servers whose name has that text. What nobody could mend with what the user
// has is not counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow } from '../node-tests.ts';
import { mendLab } from './lab-failures.ts';
import type { Row } from './mend.ts';

interface Report {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Of the server as a whole, such as that its user was locked out. */
  readonly harms: readonly string[];
}

const { values } = parseArgs({ options: { all: { type: 'boolean' }, only: { type: 'string', default: '' } } });
const folder = mkdtempSync(join(tmpdir(), 'why401-repair-'));
const files = filesBelow(join(import.meta.dirname, '../servers'), '.test.ts').filter(file =>
  file.includes(values.only),
);
const reports: Report[] = [];
if ('lab'.includes(values.only)) reports.push({ name: 'lab', rows: await mendLab(), harms: [] });
await Promise.all(Array.from({ length: availableParallelism() }, askServers));
rmSync(folder, { recursive: true });
printReports(reports.sort((a, b) => a.name.localeCompare(b.name)));

async function askServers(): Promise<void> {
  for (let file = files.shift(); file !== undefined; file = files.shift()) reports.push(await askServer(file));
}

/** Its tests label the failures, which are then mended while it still runs. */
async function askServer(file: string): Promise<Report> {
  const name = basename(file, '.test.ts');
  const results = join(folder, `${name}.json`);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, WHY401_MENDED: results },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', chunk => {
    output += String(chunk);
  });
  const [code] = await once(child, 'exit');
  if (code !== 0 || !existsSync(results)) return { name, rows: [], harms: [`its tests failed:\n${output}`] };
  return { name, ...(JSON.parse(readFileSync(results, 'utf8')) as Omit<Report, 'name'>) };
}

function printReports(all: readonly Report[]): void {
  for (const { name, rows, harms } of all) {
    if (rows.length === 0 && harms.length === 0) continue;
    console.log(`${name}: ${share(rows)}`);
    for (const row of rows)
      if (values.all || row.verdict === 'missed' || row.harms.length > 0) console.log(`  ${describeRow(row)}`);
    for (const harm of harms) console.log(`  harm: ${harm}`);
  }
  const rows = all.flatMap(report => report.rows);
  const harms = [...all.flatMap(report => report.harms), ...rows.flatMap(row => row.harms)];
  console.log('\nBy cause');
  for (const [cause, group] of grouped(rows, row => row.cause)) console.log(`  ${cause}: ${share(group)}`);
  console.log('\nOut of reach');
  const beyond = rows.filter(row => row.verdict === 'out-of-reach');
  for (const [reason, group] of grouped(beyond, row => row.outcome)) console.log(`  ${group.length}: ${reason}`);
  const most = Math.max(0, ...rows.map(row => row.passwords));
  console.log(`\nPasswords: ${most} request with one at the most for each repair. Harms: ${harms.length}`);
  console.log(`${share(rows)} end in 2xx after the first offered repair`);
  const { mendable, mended } = count(rows);
  process.exitCode = mendable > 0 && mended >= 0.9 * mendable && harms.length === 0 ? 0 : 1;
}

function grouped(rows: readonly Row[], by: (row: Row) => string): readonly (readonly [string, readonly Row[]])[] {
  const groups = [...new Set(rows.map(by))].sort();
  return groups.map(group => [group, rows.filter(row => by(row) === group)]);
}

function count(rows: readonly Row[]): { readonly mendable: number; readonly mended: number } {
  const mended = rows.filter(row => row.verdict === 'mended').length;
  return { mended, mendable: mended + rows.filter(row => row.verdict === 'missed').length };
}

function share(rows: readonly Row[]): string {
  const { mendable, mended } = count(rows);
  return mendable === 0 ? 'none is mendable' : `${mended} of ${mendable} (${Math.floor((100 * mended) / mendable)} %)`;
}

function describeRow({ verdict, name, cause, fix, outcome, harms }: Row): string {
  const mark = { mended: '✔', missed: '✖', 'out-of-reach': '-' }[verdict];
  return [`${mark} ${name}: ${cause}${fix ? `, ${fix}` : ''}: ${outcome}`, ...harms].join('\n    harm: ');
}
