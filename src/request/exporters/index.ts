import { curl } from './curl.ts';
import { curlCmd } from './curl-cmd.ts';
import type { Exporter } from './exporter.ts';
import { fetchCall } from './fetch.ts';
import { harEntry } from './har.ts';
import { httpFile } from './http-file.ts';
import { powershell } from './powershell.ts';

/** Every form that a request can be written in. */
export const exporters: readonly Exporter[] = [curl, curlCmd, powershell, fetchCall, httpFile, harEntry];
