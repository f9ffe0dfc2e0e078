import { Uri } from 'vscode';
import { type HistoryRun, labelOf } from '../panel/history.ts';
import type { HistoryStore } from './history-store.ts';

/** Of the documents that show runs. They cannot be written, and nothing is sent from them. */
export const runScheme = 'why401-run';

export function runAddress(run: HistoryRun, look: 'run' | 'compared' = 'run'): Uri {
  // The tab has the name, and the extension its language.
  const path = `/${labelOf(run)
    .replace(' · ', ' ')
    .replaceAll(/[\\/:?#]/g, '')}.http`;
  return Uri.from({ scheme: runScheme, authority: look, path, query: run.id });
}

export function runOf({ scheme, query }: Uri, history: HistoryStore): HistoryRun | undefined {
  return scheme === runScheme ? history.find(query) : undefined;
}

export async function textOf(address: Uri, history: HistoryStore): Promise<string> {
  const { formatForComparison, formatRun } = await import('../panel/history-text.ts');
  const run = runOf(address, history);
  if (!run) return '# This run is no longer in the history\n';
  return address.authority === 'compared' ? formatForComparison(run) : formatRun(run);
}
