import type { Importer } from '../importer.ts';
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
