// The forms that requests come in and go out in, behind one door: a bundle of its own, loaded when something is pasted, copied
// or sent from code. It knows which form fits; how each is read and written is in importers and exporters.
import { maskSecret } from '../text/mask.ts';
import type { CodeCall } from './code-calls.ts';
import type { Imported, ImportedRequest } from './importer.ts';
import { findCodeCalls } from './importers/code-call.ts';
import { findCurlCommand } from './importers/curl.ts';
import { findFetchCalls } from './importers/fetch.ts';
import { importers } from './importers/index.ts';
import { replaceInUrl } from './secrets.ts';

export { exporters } from './exporters/index.ts';

/** What the first format that recognises a text, and finds a request in it, makes of it. */
export function importText(text: string): Imported | undefined {
  for (const importer of importers) {
    if (!importer.recognises(text)) continue;
    const imported = importer.parse(text);
    if (imported.requests.length > 0) return imported;
  }
  return undefined;
}

/** To choose among several by. */
export function labelOf({ name, method, url }: ImportedRequest): string {
  const request = `${method} ${replaceInUrl(url, maskSecret)}`;
  return name === undefined || name === '' ? request : `${name} — ${request}`;
}

/** The call or the command at an offset of some source; the innermost where one stands within another. */
export function callAt(text: string, offset: number): CodeCall | undefined {
  const calls = [...findCodeCalls(text), ...findFetchCalls(text)];
  const around = calls.filter(({ span }) => span.start <= offset && offset <= span.end);
  return around.sort((a, b) => b.span.start - a.span.start)[0] ?? findCurlCommand(text, offset);
}
