import { formatRelative } from '../jwt/times.ts';
import { kindTitles, type ProfileEntry } from './model.ts';

/** `OAuth · expires in 4 min · used 2 h ago` */
export function describeEntry(entry: ProfileEntry, now: number): string {
  const used = entry.usedAt === undefined ? 'never used' : `used ${formatRelative(entry.usedAt, now)}`;
  return [kindTitles[entry.kind], describeExpiry(entry, now), used].filter(part => part !== '').join(' · ');
}

export function describeExpiry(
  { kind, expiresAt, renews }: Pick<ProfileEntry, 'kind' | 'expiresAt' | 'renews'>,
  now: number,
): string {
  if (kind === 'signed-out') return 'signed out';
  if (expiresAt === undefined) return kind === 'oauth' ? 'no expiry known' : '';
  if (now < expiresAt) return `expires ${formatRelative(expiresAt, now)}`;
  const next = renews ? ', renewed when used' : kind === 'oauth' ? ', sign in again' : '';
  return `expired ${formatRelative(expiresAt, now)}${next}`;
}
