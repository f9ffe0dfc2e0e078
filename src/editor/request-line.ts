import { isLoopbackHost } from '../text/loopback.ts';

export type RequestLine =
  | { readonly kind: 'line'; readonly method: string; readonly url: string }
  | { readonly kind: 'curl'; readonly text: string };

/** What was typed to be sent: `GET https://…`, a URL with or without its scheme, or a curl command. */
export function requestLine(typed: string): RequestLine | undefined {
  const text = typed.trim();
  if (/^curl\s/.test(text)) return { kind: 'curl', text };
  const [, method = 'GET', rest = ''] = /^(?:([A-Za-z]{3,10})\s+)?(\S+)(?:\s+HTTP\/[\d.]+)?$/.exec(text) ?? [];
  const [host = ''] = /^(?:\[[^\]]*\]|[^:/?#]*)/.exec(rest) ?? [];
  const url = rest.includes('://') ? rest : `${isLoopbackHost(host) ? 'http' : 'https'}://${rest}`;
  if (rest === '' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  return { kind: 'line', method: method.toUpperCase(), url };
}
