/** Scheme, host and port of a URL (RFC 6454 §4); what is no URL stands for itself. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
