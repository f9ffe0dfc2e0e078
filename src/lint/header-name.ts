// Which words name an Authorization header, and which only look as if they should.

/** How a word relates to the header's name. */
export type NameMatch = 'exact' | 'misspelt' | undefined;

/** Names that are other things in their own right; only a value with a scheme tells that the header was meant. */
const mistaken = new Set([
  'authentication',
  'authentification',
  'authenticate',
  'authorize',
  'authorizations',
  'www-authorization',
  'authorization-bearer',
  'authorizationbearer',
  'auth-orization',
]);

/** Whether a name is a word in its own right, as against a slip in spelling. */
export function isOtherWord(written: string): boolean {
  return mistaken.has(written.toLowerCase().replaceAll('_', '-').replace(/[\s:]/g, ''));
}

/** Matches the text of a key or an identifier; a colon or blanks at its end are left for a rule to see. */
export function matchHeaderName(written: string): NameMatch {
  // Called for every name in sight: most are done with after one letter.
  if (written.length < 8 || !/^[\s:]?[\s]?[aprhwuoAPRHWUO]/.test(written)) return undefined;
  const name = written.replace(/^[\s:]{1,8}|[\s:]{1,8}$/g, '').toLowerCase();
  if (name.length < 8 || name.length > 30) return undefined;
  const bare = name.replace(/^(?:redirect_)?http_/, '').replaceAll('_', '-');
  if (/^(?:proxy-?)?authorization(?:-?header)?$/.test(bare)) return 'exact';
  if (mistaken.has(bare)) return 'misspelt';
  // `Authorization.$` and the like are another tool's syntax.
  if (/[^\w-]/.test(bare)) return undefined;
  if (!bare.startsWith('a') && !bare.startsWith('u') && !bare.startsWith('o')) return undefined;
  return distance(bare, 'authorization', 2) <= 2 ? 'misspelt' : undefined;
}

/** The name as the header is called, for judging its value. */
export function canonicalName(written: string): string {
  return /proxy/i.test(written) ? 'Proxy-Authorization' : 'Authorization';
}

/** The number of letters to add, drop, change or swap with a neighbour, up to `most` + 1. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? 0, most + 1);
}
