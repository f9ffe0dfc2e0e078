import { aws4, aws4Ecdsa } from './aws4.ts';
import { basic } from './basic.ts';
import { bearer } from './bearer.ts';
import { digest } from './digest.ts';
import { dpop } from './dpop.ts';
import { hawk } from './hawk.ts';
import { negotiate, ntlm } from './negotiate.ts';
import { oauth1 } from './oauth1.ts';
import { registered } from './registered.ts';
import type { Scheme } from './scheme.ts';
import { signature } from './signature.ts';
import { unregistered } from './unregistered.ts';

export const schemes: readonly Scheme[] = [
  aws4,
  aws4Ecdsa,
  basic,
  bearer,
  digest,
  dpop,
  hawk,
  negotiate,
  ntlm,
  oauth1,
  signature,
  ...registered,
  ...unregistered,
];

const byName = new Map(schemes.map(scheme => [scheme.name.toLowerCase(), scheme]));

/** Scheme names are case-insensitive (RFC 9110 §11.1). */
export function findScheme(name: string): Scheme | undefined {
  return byName.get(name.toLowerCase());
}

export function isScheme(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
