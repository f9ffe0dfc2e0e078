import { maskSecret } from '../../text/mask.ts';
import type { Imported, ImportedRequest, Importer } from '../importer.ts';
import { replaceInUrl } from '../secrets.ts';
import { codeCall } from './code-call.ts';
import { curl } from './curl.ts';
import { curlCmd } from './curl-cmd.ts';
import { fetchCall } from './fetch.ts';
import { har } from './har.ts';
import { httpFile } from './http-file.ts';
import { openapi } from './openapi.ts';
import { postman } from './postman.ts';
import { powershell } from './powershell.ts';
import { raw } from './raw.ts';

/** Every format that a request can be read from. The first that recognises a text reads it. */
export const importers: readonly Importer[] = [
  postman,
  openapi,
  curlCmd,
  curl,
  fetchCall,
  codeCall,
  powershell,
  har,
  raw,
  httpFile,
];

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
