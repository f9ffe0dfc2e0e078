import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Imported, ImportedRequest } from '../request/importer.ts';
import { parseCurl } from '../request/importers/curl.ts';
import { curlCmd } from '../request/importers/curl-cmd.ts';
import { nameOfInput, readInput } from './input.ts';
import { type Io, UsageError } from './io.ts';
import { shownUrl } from './output/masking.ts';
import { sayProblems } from './problems.ts';

/** The files that the command names are read, as curl would. */
export async function curlRequest(input: string, io: Io): Promise<ImportedRequest> {
  const isCommand = /^\s*(\$ +)?curl(\.exe)?\s/.test(input);
  const text = isCommand ? input : await readInput(io, input);
  const imported = curlCmd.recognises(text) ? curlCmd.parse(text) : parseCurl(text, path => bytesOf(path, io));
  return firstOf(imported, text, isCommand ? 'the curl command' : input, io);
}

/** Any format that a request can be imported from. Of several requests, `name` says which. */
export async function importedRequest(input: string, name: string | undefined, io: Io): Promise<ImportedRequest> {
  // A bundle of its own, which the other commands do without.
  const { importText } = await import('../request/formats.ts');
  const text = await readInput(io, input);
  const imported = importText(text) ?? { requests: [], problems: [] };
  const { requests, problems } = imported;
  const exact = requests.filter(request => nameOf(request) === name);
  const fitting = exact.length > 0 ? exact : requests.filter(request => nameOf(request).includes(name ?? ''));
  if (requests.length > 1 && fitting.length !== 1) {
    const names = (fitting.length > 0 ? fitting : requests).map(nameOf);
    const list = `${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''}`;
    throw new UsageError(`${nameOfInput(input)} has ${requests.length} requests; choose with --name one of: ${list}`);
  }
  return firstOf({ requests: fitting, problems }, text, input, io);
}

function firstOf({ requests, problems }: Imported, text: string, file: string, io: Io): ImportedRequest {
  sayProblems({ file, text, problems, isUsable: requests.length > 0 }, io);
  const [request] = requests;
  if (!request) throw new UsageError(`${nameOfInput(file)} has no request`);
  return request;
}

function nameOf({ name, method, url }: ImportedRequest): string {
  return name === undefined || name === '' ? `${method} ${shownUrl(url, false)}` : name;
}

function bytesOf(path: string, io: Io): Uint8Array | undefined {
  try {
    return readFileSync(resolve(io.cwd, path));
  } catch {
    return undefined;
  }
}
