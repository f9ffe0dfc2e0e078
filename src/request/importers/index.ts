import type { Importer } from '../importer.ts';
import { curl } from './curl.ts';
import { curlCmd } from './curl-cmd.ts';
import { fetchCall } from './fetch.ts';
import { har } from './har.ts';
import { httpFile } from './http-file.ts';
import { powershell } from './powershell.ts';
import { raw } from './raw.ts';

/** Every format that a request can be read from. The first that recognises a text reads it. */
export const importers: readonly Importer[] = [curlCmd, curl, fetchCall, powershell, har, raw, httpFile];
