// A secret that is masked may still be told from another one: its mask ends in a fingerprint. Fingerprints are keyed with a
// key of this machine, so that nobody who reads them can try out passwords.
import { createHmac, randomBytes } from 'node:crypto';
import type { ExtensionContext } from 'vscode';
import { maskSecret } from '../text/mask.ts';

/** Equal for equal secrets, and no way back to them: six hexadecimal digits. */
export type Fingerprint = (secret: string) => string;

/** `eyJhbG…812·3fa9c1` */
export function maskWithPrint(secret: string, print: Fingerprint): string {
  return `${maskSecret(secret)}·${print(secret)}`;
}

export function fingerprintWith(key: string): Fingerprint {
  return secret => createHmac('sha256', key).update(secret).digest('hex').slice(0, 6);
}

const name = 'why401.fingerprints';

/** Where the machine has no keyring, the fingerprints are those of this window. */
export async function openFingerprints({ secrets }: Pick<ExtensionContext, 'secrets'>): Promise<Fingerprint> {
  const fresh = randomBytes(32).toString('hex');
  try {
    const kept = await secrets.get(name);
    if (kept === undefined) await secrets.store(name, fresh);
    return fingerprintWith(kept ?? fresh);
  } catch {
    return fingerprintWith(fresh);
  }
}
