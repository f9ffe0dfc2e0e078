import { type HttpRequest, headerValue } from '../model.ts';
import type { SendOptions } from '../sender.ts';
import { withPlaceholders } from './placeholders.ts';

// A `curl` command for a Bourne shell that sends the same request. Secrets become variables of the shell unless asked for.

export interface CurlOptions {
  readonly showSecrets: boolean;
  readonly send?: SendOptions;
}

export function formatCurl(request: HttpRequest, { showSecrets, send = {} }: CurlOptions): string {
  const { request: shown } = showSecrets ? { request } : withPlaceholders(request, name => `${mark}${name}${mark}`);
  const words = ['curl'];
  const plainMethod = shown.body ? 'POST' : 'GET';
  if (shown.method === 'HEAD') words.push('--head');
  else if (shown.method !== plainMethod) words.push(`--request ${quote(shown.method)}`);
  words.push(quote(shown.url));
  for (const { name, value } of shown.headers) {
    const lower = name.toLowerCase();
    // curl works these out itself, and a wrong length would be sent as it stands.
    if (
      lower === 'content-length' ||
      (lower === 'host' && URL.canParse(request.url) && value === new URL(request.url).host)
    )
      continue;
    words.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  // Without this, curl would call any body a form.
  if (shown.body && headerValue(shown.headers, 'Content-Type') === undefined) words.push("--header 'Content-Type:'");
  if (shown.body) words.push(`--data-raw ${quote(shown.body.text)}`);
  if (send.followRedirects !== false) words.push('--location');
  if (send.verifyTls === false) words.push('--insecure');
  if (send.proxy) words.push(`--proxy ${quote(send.proxy.url)}`);
  return words.join(' \\\n  ');
}

/** Stands around the name of a variable, and in no request. */
const mark = '\0';

/** 'text'"$VARIABLE"'text' */
function quote(text: string): string {
  const parts = text.split(mark);
  return parts
    .map((part, i) => (i % 2 === 1 ? `"$${part}"` : part === '' && parts.length > 1 ? '' : quoteText(part)))
    .join('');
}

function quoteText(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
