import type { Cause } from './cause.ts';
import { references } from './references.ts';

export const signatureCauses = [
  {
    id: 'digest-mismatch',
    group: 'signature',
    title: 'The Digest response does not match',
    meaning: 'The hash in an HTTP Digest response is wrong, or its nonce is stale or unknown.',
    severity: 'error',
    tell: ['A `Digest` request got a new challenge', '`stale=true` in it means that only the nonce is old'],
    caller: [
      'With `stale=true`, answer the new nonce',
      'Else check the password, and that `uri` is the path and query that were sent',
    ],
    server: ['Say `stale=true` when the nonce is the only fault'],
    response:
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm="api", nonce="5f2c", qop="auth", algorithm=SHA-256, stale=true',
    misled: 'A proxy that rewrites paths breaks every digest.',
    references: [references.digest, references.digestr],
  },
  {
    id: 'request-signature-mismatch',
    group: 'signature',
    title: 'The request’s signature does not match',
    meaning: 'The request was signed, and the server computed another signature from what arrived.',
    severity: 'error',
    tell: ['The request is signed (AWS, HMAC, message signatures), and the server computed another signature'],
    caller: [
      'Compare what was signed with what was sent: method, encoded path, order of the query, host, headers, body hash',
      'Check secret, region and service',
    ],
    server: ['Return the string that you signed, without the secret'],
    response:
      'HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{"error":"signature_mismatch","signed":"GET\\n/orders\\nhost:api.example.com"}',
    misled: 'Proxies change `Host`, paths and headers after signing.',
    references: [references.sig],
  },
  {
    id: 'negotiate-failed',
    group: 'signature',
    title: 'The Negotiate, Kerberos or NTLM handshake failed',
    meaning: 'The handshake of Negotiate, Kerberos or NTLM did not come to its end.',
    severity: 'error',
    tell: ['The server answered the handshake with a challenge again'],
    caller: [
      'List the tickets (`klist`), check the service name and the DNS name',
      'Keep the connection open: the handshake belongs to it',
    ],
    server: ['Register the service principal name once, for the name that clients use'],
    response: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Negotiate',
    misled: 'A fallback to NTLM hides the Kerberos fault: its token begins with `TlRMTVNTUAA`.',
    references: [references.nego],
  },
] as const satisfies readonly Cause[];
