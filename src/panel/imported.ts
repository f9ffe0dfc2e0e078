import type { ImportedRequest } from '../request/importer.ts';
import type { WarningView } from './protocol.ts';

interface ImportedOne {
  readonly request: ImportedRequest;
  /** What of it could not be taken over. */
  readonly warnings: readonly WarningView[];
}

/** The request that a pasted text holds, chosen where there are several; undefined where there is none, or none was chosen. */
export async function readImported(
  text: string,
  choose: (labels: readonly string[]) => Promise<number | undefined>,
): Promise<ImportedOne | undefined> {
  const { importText, labelOf } = await import('../request/formats.ts');
  const { requests, problems } = importText(text) ?? { requests: [], problems: [] };
  const index = requests.length > 1 ? await choose(requests.map(labelOf)) : 0;
  const request = index === undefined ? undefined : requests[index];
  if (!request) return undefined;
  const grave = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  // What is wrong with one of several is told by its name.
  const own = grave.filter(({ message }) => requests.length === 1 || message.includes(`"${request.name}"`));
  return { request, warnings: own.map(({ message }) => ({ message })) };
}
