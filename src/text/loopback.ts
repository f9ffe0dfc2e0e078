/**
 * Whether a host, as a URL or a person writes it, means this machine: 127.0.0.0/8, `::1` (RFC 6890), `localhost` and
 * `*.localhost` (RFC 6761 §6.3). A name is only a promise: what it resolves to is for whoever connects to check.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (name === '::1' || /^::ffff:(?:127(?:\.\d{1,3}){3}|7f[0-9a-f]{2}:[0-9a-f]{1,4})$/.test(name)) return true;
  return name === 'localhost' || name.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(name);
}
