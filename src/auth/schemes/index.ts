import { basic } from './basic.ts';
import { bearer } from './bearer.ts';
import type { Scheme } from './scheme.ts';

export const schemes: readonly Scheme[] = [basic, bearer];

const byName = new Map(schemes.map(scheme => [scheme.name.toLowerCase(), scheme]));

/** Scheme names are case-insensitive (RFC 9110 §11.1). */
export function findScheme(name: string): Scheme | undefined {
  return byName.get(name.toLowerCase());
}

export function isScheme(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
