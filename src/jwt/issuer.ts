import { decodeToken } from './decode.ts';

/** What `iss` says, where it says anything. */
export function issuerOf(compact: string): string | undefined {
  const token = decodeToken(compact);
  const issuer = token.kind === 'undecodable' ? undefined : token.payload?.iss;
  return typeof issuer === 'string' && issuer !== '' ? issuer : undefined;
}
