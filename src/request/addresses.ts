// Which addresses are nobody's on the internet: this machine, the local network, and what no host may have.
import { isLoopbackHost } from '../text/loopback.ts';
import type { SendOptions } from './sender.ts';

const privateIPv4: readonly (readonly [first: readonly number[], bits: number])[] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[127], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[224], 3],
];

/** True for an IP address that is not public (RFC 6890), and for a host name that says it is this machine or this network. */
export function isPrivateHost(host: string): boolean {
  const name = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (name.includes(':')) return isPrivateIPv6(name);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return isPrivateIPv4(name);
  return name === '' || isLoopbackHost(name) || /\.(?:local|internal|home\.arpa)$/.test(name);
}

function isPrivateIPv4(address: string): boolean {
  const number = toNumber(address.split('.').map(Number));
  return privateIPv4.some(([first, bits]) => number >>> (32 - bits) === toNumber(first) >>> (32 - bits));
}

function toNumber(bytes: readonly number[]): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum * 256 + (bytes[i] ?? 0), 0);
}

function isPrivateIPv6(address: string): boolean {
  // An IPv4 address inside (RFC 4291 §2.5.5, RFC 6052 §2.1) is what is reached.
  const dotted = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (dotted) return isPrivateIPv4(dotted);
  const [, high, low] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address) ?? [];
  if (high && low) {
    const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    return isPrivateIPv4([a >> 8, a & 255, b >> 8, b & 255].join('.'));
  }
  // Unspecified, loopback and what is compatible with IPv4; unique local, link-local, site-local and multicast.
  return address.startsWith('::') || /^f[cdf]|^fe[89a-f]/.test(address);
}

/** Closes a connection that led to another kind of address than it may, before anything was sent over it. */
export function requireReach(
  reach: SendOptions['reach'],
  socket: { readonly remoteAddress?: string | undefined; destroy(): unknown },
): void {
  const address = socket.remoteAddress ?? '';
  if (reach === undefined || (reach === 'loopback' ? isLoopbackHost(address) : !isPrivateHost(address))) return;
  socket.destroy();
  throw Object.assign(new Error(`not a ${reach} address`), { code: `not-${reach}` });
}
