import { decodeBase64 } from '../base64.ts';
import type { Challenge, Credentials, HeaderProblem } from '../model.ts';
import { problem } from '../problems.ts';
import { opaque } from '../scan.ts';
import type { Scheme } from './scheme.ts';

export const negotiate: Scheme = {
  name: 'Negotiate',
  form: 'token68',
  source: 'RFC 4559',
  summary: 'Kerberos or NTLM, as client and server agree; it holds for the connection, not for the request',
  checkChallenge: checkToken,
  checkCredentials: checkToken,
};

export const ntlm: Scheme = {
  name: 'NTLM',
  form: 'token68',
  source: 'MS-NTHT',
  summary: 'Windows challenge and response in three messages; it holds for the connection, not for the request',
  checkChallenge: checkToken,
  checkCredentials: checkToken,
};

export type NegotiateToken =
  | { readonly kind: 'ntlm'; readonly message: 'negotiate' | 'challenge' | 'authenticate' }
  | { readonly kind: 'spnego' | 'kerberos' };

const messages: Record<number, 'negotiate' | 'challenge' | 'authenticate'> = {
  1: 'negotiate',
  2: 'challenge',
  3: 'authenticate',
};
const signature = [0x4e, 0x54, 0x4c, 0x4d, 0x53, 0x53, 0x50, 0x00];
/** 1.3.6.1.5.5.2 and 1.2.840.113554.1.2.2 in DER. */
const spnego = [0x06, 0x06, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x02];
const kerberos = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02];

/** What the token carries: MS-NLMP §2.2.1 has the message type at byte 8; a GSS-API token names its mechanism (RFC 2743 §3.1). */
export function readNegotiateToken(token68: string): NegotiateToken | undefined {
  const bytes = decodeBase64(token68)?.bytes;
  if (!bytes) return undefined;
  const at = (offset: number, wanted: readonly number[]) => wanted.every((byte, i) => bytes[offset + i] === byte);
  if (at(0, signature)) {
    const message = messages[bytes[8] ?? 0];
    return message && { kind: 'ntlm', message };
  }
  const [tag, length = 0] = bytes;
  if (tag === 0xa1) return { kind: 'spnego' };
  if (tag !== 0x60) return undefined;
  const content = length < 0x80 ? 2 : 2 + (length & 0x7f);
  if (at(content, spnego)) return { kind: 'spnego' };
  return at(content, kerberos) ? { kind: 'kerberos' } : undefined;
}

function checkToken({ scheme, token68, token68Span }: Challenge | Credentials): HeaderProblem[] {
  if (token68 === undefined || !token68Span || token68.includes(opaque)) return [];
  const decoded = decodeBase64(token68);
  if (!decoded || decoded.alphabet === 'url')
    return [problem('invalid-base64', token68Span, `The token after "${scheme}" is not base64`)];
  if (scheme.toLowerCase() !== 'ntlm' || readNegotiateToken(token68)?.kind === 'ntlm' || decoded.bytes.length < 12)
    return [];
  const message =
    '"NTLM" is followed by something else than an NTLM message; a Kerberos token belongs after "Negotiate"';
  return [problem('scheme-credential-mismatch', token68Span, message)];
}
