// Opens the connections of the sender: TCP, and TLS over it with what is trusted here. It says what it found out about the
// server's certificates, trusted or not.
import { readFileSync } from 'node:fs';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { Certificate, TlsFacts } from './model.ts';
import type { Phases } from './run.ts';
import type { SendOptions } from './sender.ts';

/** What becomes known of a leg on the way. */
export interface LegFacts {
  readonly phases: Phases;
  tls?: TlsFacts;
}

export function addressOf(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : protocol.startsWith('socks') ? 1080 : 80;
}

/** The host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

export function openTcp(url: URL, signal: AbortSignal, { phases }: LegFacts): Promise<Socket> {
  const began = performance.now();
  const socket = connectTcp({ host: hostOf(url), port: portOf(url), noDelay: true });
  let found = began;
  socket.once('lookup', () => {
    found = performance.now();
    phases.dns = found - began;
  });
  return settled(socket, 'connect', signal, () => {
    phases.connect = performance.now() - found;
  });
}

/** What is not trusted is told from what is once the chain is known, so that it can be shown; nothing is sent before. */
export async function openTls(
  tcp: Socket,
  url: URL,
  options: SendOptions,
  signal: AbortSignal,
  facts: LegFacts,
  protocols: readonly string[] = ['http/1.1'],
): Promise<tls.TLSSocket> {
  const began = performance.now();
  const socket = tls.connect({
    socket: tcp,
    ALPNProtocols: [...protocols],
    secureContext: secureContextFor(options),
    rejectUnauthorized: false,
    host: hostOf(url),
    ...(isIP(hostOf(url)) ? {} : { servername: hostOf(url) }),
  });
  await settled(socket, 'secureConnect', signal, () => {
    facts.phases.tls = performance.now() - began;
    facts.tls = factsOf(socket);
  });
  if (socket.authorized || options.verifyTls === false) return socket;
  socket.destroy();
  const code = String(socket.authorizationError ?? 'not authorized');
  throw Object.assign(new Error(code), { code });
}

/** At most so many certificates of a chain are looked at. */
const longestChain = 10;

function factsOf(socket: tls.TLSSocket): TlsFacts {
  const chain: Certificate[] = [];
  let next: tls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.subject && chain.length < longestChain) {
    chain.push(certificateOf(next));
    // A root is its own issuer.
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate;
  }
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    verified: socket.authorized,
    ...(socket.authorizationError ? { fault: String(socket.authorizationError) } : {}),
    ...(socket.alpnProtocol ? { alpn: socket.alpnProtocol } : {}),
    chain,
  };
}

function certificateOf({ subject, issuer, valid_from, valid_to, subjectaltname }: tls.PeerCertificate): Certificate {
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: Date.parse(valid_from),
    validTo: Date.parse(valid_to),
    ...(subjectaltname
      ? { names: subjectaltname.split(', ').map(name => name.replace(/^(?:DNS|IP Address):/, '')) }
      : {}),
  };
}

function nameOf(name: tls.Certificate): string {
  const [common] = [name.CN, name.O, name.OU].flatMap(part => part ?? []);
  return common ?? 'unnamed';
}

function settled<T extends Socket>(socket: T, event: string, signal: AbortSignal, onReady: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => socket.destroy(new Error('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const done = () => signal.removeEventListener('abort', abort);
    const closed = () => {
      done();
      reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    };
    const failed = (error: Error) => {
      done();
      reject(error);
    };
    socket.once('error', failed);
    socket.once('close', closed);
    socket.once(event, () => {
      done();
      socket.off('error', failed);
      socket.off('close', closed);
      onReady();
      resolve(socket);
    });
  });
}

const contexts = new Map<string, tls.SecureContext>();

/** Reading hundreds of certificates takes longer than most requests, so a context is kept. */
function secureContextFor(options: SendOptions): tls.SecureContext {
  const { certificateAuthorities = [], systemAuthorities = true, clientCertificate = {} } = options;
  const key = JSON.stringify([certificateAuthorities, systemAuthorities, clientCertificate]);
  const known = contexts.get(key);
  if (known) return known;
  const { pfx, ...pem } = clientCertificate;
  const ca = [...new Set([...trustedAuthorities(systemAuthorities), ...certificateAuthorities])];
  try {
    const context = tls.createSecureContext({ ...pem, ...(pfx && { pfx: Buffer.from(pfx, 'base64') }), ca });
    contexts.set(key, context);
    return context;
  } catch (error) {
    if (Object.keys(clientCertificate).length === 0) throw error;
    throw Object.assign(new Error('unusable client certificate'), { code: 'client-certificate' });
  }
}

/** Node's own, the system's and those that the environment names. Node 20 cannot list the system's. */
function trustedAuthorities(withSystem: boolean): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default' | 'system') => string[] };
  const files = [process.env.NODE_EXTRA_CA_CERTS, ...(withSystem ? [process.env.SSL_CERT_FILE] : [])];
  if (!getCACertificates && withSystem)
    files.push('/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem');
  return [
    ...(getCACertificates ? getCACertificates('default') : tls.rootCertificates),
    ...(getCACertificates && withSystem ? getCACertificates('system') : []),
    ...files.flatMap(readPem),
  ];
}

function readPem(file: string | undefined): string[] {
  if (!file) return [];
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
