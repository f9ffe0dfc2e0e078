import type { Importer } from '../importer.ts';
import { curl } from './curl.ts';
import { har } from './har.ts';
import { httpFile } from './http-file.ts';
import { raw } from './raw.ts';

/** Every format that a request can be read from. The first that recognises a text reads it. */
export const importers: readonly Importer[] = [curl, har, raw, httpFile];
