import type { Certificate, TlsFacts } from './model.ts';

/** How a connection was secured, in a few words, and each certificate of the chain in a line. */
export function describeTls(
  { protocol, cipher, verified, chain }: TlsFacts,
  at: number | undefined,
): { readonly connection: string; readonly certificates: readonly string[] } {
  const version = protocol.replace(/^TLSv/, 'TLS ');
  return {
    connection: `${version}, ${cipher}, ${verified ? 'verified' : 'not verified'}`,
    certificates: chain.map(certificate => describeCertificate(certificate, at)),
  };
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
