import type { Certificate, TlsFacts } from './model.ts';

/** How a connection was secured, in a few words, and each certificate of the chain in a line. */
export function describeTls(
  { protocol, cipher, verified, fault, alpn, chain }: TlsFacts,
  at: number | undefined,
): { readonly connection: string; readonly certificates: readonly string[] } {
  const version = protocol.replace(/^TLSv/, 'TLS ');
  const trust = verified ? 'verified' : ['not verified', faultOf(fault)].filter(Boolean).join(': ');
  return {
    connection: [version, cipher, alpn && `ALPN ${alpn}`, trust].filter(Boolean).join(', '),
    certificates: chain.map(certificate => describeCertificate(certificate, at)),
  };
}

/** Codes of Node and OpenSSL, in words. */
const faults: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the authority is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'the authority is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the authority is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'an intermediate certificate is missing, or the authority is not trusted here',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  CERT_REVOKED: 'the certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for other names',
};

function faultOf(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (faults[code] ?? code);
}

function describeCertificate({ subject, issuer, validFrom, validTo, names = [] }: Certificate, at?: number): string {
  const others = names.filter(name => name !== subject);
  const shown = [...others.slice(0, 3), ...(others.length > 3 ? ['…'] : [])].join(', ');
  const also = shown === '' ? '' : ` (also ${shown})`;
  const from = issuer === subject ? 'self-signed' : `issued by ${issuer}`;
  return `${subject}${also}, ${from}, ${describeValidity(validFrom, validTo, at)}`;
}

const day = 86_400_000;

function describeValidity(from: number, to: number, at?: number): string {
  if (at === undefined || Number.isNaN(to)) return `valid until ${dateOf(to)}`;
  if (at < from) return `not valid before ${dateOf(from)}`;
  if (at > to) return `expired on ${dateOf(to)}`;
  const days = Math.floor((to - at) / day);
  return `valid until ${dateOf(to)}${days < 30 ? `, ${days === 1 ? '1 more day' : `${days} more days`}` : ''}`;
}

function dateOf(time: number): string {
  return Number.isNaN(time) ? 'an unknown date' : new Date(time).toISOString().slice(0, 10);
}
