import type { ImportedRequest } from '../request/importer.ts';
import type { WarningView } from './protocol.ts';

interface ImportedOne {
  readonly request: ImportedRequest;
  /** What of it could not be taken over. */
  readonly warnings: readonly WarningView[];
}

/** The request that a text holds, chosen where there are several; `cancelled` where none was chosen. */
export async function readImported(
  text: string,
  choose: (labels: readonly string[]) => Promise<number | undefined>,
): Promise<ImportedOne | 'none' | 'cancelled'> {
  const { importText, labelOf } = await import('../request/formats.ts');
  const { requests, problems } = importText(text) ?? { requests: [], problems: [] };
  const index = requests.length > 1 ? await choose(requests.map(labelOf)) : 0;
  if (index === undefined) return 'cancelled';
  const request = requests[index];
  if (!request) return 'none';
  const grave = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  // What is wrong with one of several is told by its name.
  const own = grave.filter(({ message }) => requests.length === 1 || message.includes(`"${request.name}"`));
  return { request, warnings: own.map(({ message }) => ({ message })) };
}
