/**
 * How a secret is shown: its first six characters, an ellipsis and its length in UTF-16 code units. A secret of fewer
 * than twelve characters shows no character at all, because six of them would be half of it.
 */
export function maskSecret(secret: string): string {
  return secret.length < 12 ? `…${secret.length}` : `${secret.slice(0, 6)}…${secret.length}`;
}
