// Why no response came, in words that say what to do. The codes are those of Node, OpenSSL and undici.
import type { Failure, Timing } from './model.ts';

export interface Peer {
  /** `host:port` of what was to be reached. */
  readonly address: string;
  readonly secure: boolean;
  /** What stands at that address: the server, or the proxy in front of it. */
  readonly role: 'server' | 'proxy';
}

type Words = (peer: Peer) => string;

const words: Record<string, Words> = {
  ECONNREFUSED: ({ address }) => `Nothing listens at "${address}": start what should listen there or correct the port`,
  ENOTFOUND: ({ address }) => `The name in "${address}" was not found: check its spelling, your VPN and your DNS`,
  EAI_AGAIN: ({ address }) =>
    `The name in "${address}" could not be looked up just now: check the network and your DNS`,
  ECONNRESET: ({ address }) => `"${address}" closed the connection before it answered`,
  EPIPE: ({ address }) => `"${address}" closed the connection while the request was being sent`,
  EHOSTUNREACH: ({ address }) => `No route leads to "${address}": check the network and your VPN`,
  ENETUNREACH: ({ address }) => `No network leads to "${address}": check that you are online`,
  ETIMEDOUT: ({ address }) => `"${address}" did not take the connection in time: a firewall may drop it`,
  EACCES: ({ address }) => `This computer does not allow a connection to "${address}"`,
  UND_ERR_SOCKET: ({ address }) => `"${address}" closed the connection before it answered`,
  UND_ERR_HEADERS_OVERFLOW: ({ address }) => `"${address}" sent more than 64 KiB of response headers`,
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ address }) =>
    `"${address}" has a self-signed certificate: trust that certificate, or switch verification off for this request`,
  SELF_SIGNED_CERT_IN_CHAIN: ({ address }) =>
    `The certificate of "${address}" comes from an authority that is not trusted here: add its root certificate`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ({ address }) =>
    `The certificate of "${address}" cannot be checked: the server leaves out an intermediate certificate, or its authority is not trusted here`,
  UNABLE_TO_GET_ISSUER_CERT: ({ address }) =>
    `The certificate of "${address}" comes from an authority that is not trusted here: add its root certificate`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ({ address }) =>
    `The certificate of "${address}" comes from an authority that is not trusted here: add its root certificate`,
  CERT_HAS_EXPIRED: ({ address }) => `The certificate of "${address}" has expired: its owner has to renew it`,
  CERT_NOT_YET_VALID: ({ address }) => `The certificate of "${address}" is not valid yet: check this computer's clock`,
  CERT_REVOKED: ({ address }) => `The certificate of "${address}" was revoked`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ address }) =>
    `The certificate of "${address}" is for other names: check the host name`,
  EPROTO: ({ address }) => `"${address}" does not speak TLS as expected: it may want http:// or other TLS versions`,
  ERR_SSL_WRONG_VERSION_NUMBER: ({ address }) => `"${address}" does not speak TLS: use http:// or the port for https`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ({ address }) => `"${address}" does not speak TLS: use http:// or the port for https`,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: ({ address }) =>
    `"${address}" wants a client certificate: choose one for this host`,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: ({ address }) =>
    `"${address}" refused the TLS handshake: it may want a client certificate or another TLS version`,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: ({ address }) =>
    `"${address}" does not know the authority of your client certificate`,
  UND_ERR_SOCKS5_VERSION: ({ address }) =>
    `"${address}" does not speak SOCKS 5: check the port, and "http:" or "socks5:"`,
  UND_ERR_SOCKS5_AUTH_REJECTED: ({ address }) =>
    `"${address}" wants a name and a password: write them into its address, as in socks5://name:password@host:port`,
  UND_ERR_SOCKS5_AUTH_FAILED: ({ address }) => `"${address}" refused the name and password in its address`,
  'client-certificate': () =>
    'The client certificate cannot be used: its passphrase is wrong, its key is that of another one, or it is neither PEM nor PKCS #12',
  'not-public': ({ address }) =>
    `"${address}" is an address of this machine or of the local network, and this request may only go to a public one`,
  'not-loopback': ({ address }) =>
    `"${address}" leads to an address that is not this machine's, and this request may only go to this machine`,
  HTTPParserError: ({ address, secure }) =>
    `"${address}" answered with something that is not HTTP${secure ? '' : ': it may want https://'}`,
};

export function describeFailure(code: string, detail: string, peer: Peer): Failure {
  const text = words[code.startsWith('HPE_') ? 'HTTPParserError' : code]?.(peer);
  if (text === undefined) return { code, message: `The request to "${peer.address}" failed: ${detail || code}` };
  return { code, message: peer.role === 'proxy' ? `${text} (this is the proxy)` : text };
}

/** How far a request came before its time was over. */
export function describeTimeout(limit: number, address: string, secure: boolean, reached: Partial<Timing>): Failure {
  const time = `${limit / 1000} s`;
  if (reached.connect === undefined)
    return {
      code: 'timeout',
      message: `No connection to "${address}" was made within ${time}: a firewall may drop it`,
    };
  if (secure && reached.tls === undefined)
    return { code: 'timeout', message: `"${address}" did not finish the TLS handshake within ${time}` };
  return { code: 'timeout', message: `No response came within ${time}` };
}
