// Keeps what the servers answered as labelled HAR files, for `npm run eval:diagnosis -- test/results/exchanges`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after } from 'node:test';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { formatHar } from '../../src/request/exporters/har.ts';
import type { Exchange } from '../../src/request/model.ts';
import { resultsFolder } from '../results.ts';

const system = basename(process.argv[1] ?? 'servers', '.test.ts');
const entries: object[] = [];

after(() => {
  if (entries.length === 0) return;
  const folder = join(resultsFolder, 'exchanges');
  mkdirSync(folder, { recursive: true });
  const log = { version: '1.2', creator: { name: 'Why401', version: '1' }, entries };
  writeFileSync(join(folder, `${system}.har`), `${JSON.stringify({ log }, undefined, 1)}\n`);
});

/** The legs of a redirect are context for the last one, which has the label. */
export function record(exchange: Exchange, cause: CauseId, determinable: boolean): void {
  const id = `${system}/${entries.length}`;
  const { log } = JSON.parse(formatHar([exchange], { showSecrets: true })) as { log: { entries: object[] } };
  const context = log.entries.slice(0, -1).map(entry => ({ ...entry, _contextFor: id }));
  entries.push(...context, { ...log.entries.at(-1), _label: { id, cause, accept: [cause], determinable } });
}
