import { createHmac } from 'node:crypto';
import { requestOf } from '../http-file.ts';
import { seconds } from '../issuer.ts';
import type { Answer, FaultFamily, Incoming, LabContext } from '../model.ts';
import { orders } from '../resource.ts';

const keyId = 'lab-hmac';
const key = 'lab-shared-secret';

/** Requests that prove themselves by a signature or a handshake: HTTP Message Signatures (RFC 9421) and Negotiate. */
export function signedFaults({ origins, startedAt }: LabContext): FaultFamily {
  const params = `("@method" "@authority" "@path");created=${seconds(startedAt)};keyid="${keyId}";alg="hmac-sha256"`;
  const authority = new URL(origins.api).host;
  const signed = (path: string, signedPath: string) => {
    const signature = signatureOf(signatureBase('GET', authority, signedPath, params));
    return `GET {{api}}${path}\nSignature-Input: lab=${params}\nSignature: lab=:${signature}:`;
  };
  return {
    requests: [
      requestOf({
        name: 'signedRequest',
        title: 'A signed request',
        expected: 'ok',
        note: 'For comparison.',
        request: signed('/signed/orders', '/signed/orders'),
      }),
      requestOf({
        name: 'signedAnotherPath',
        title: 'A request that was signed before its path was changed',
        expected: 'request-signature-mismatch',
        note: 'The server signs what it received and gets another signature.',
        request: signed('/signed/orders', '/orders'),
      }),
      requestOf({
        name: 'ntlmInsteadOfKerberos',
        title: 'A handshake that fell back to NTLM',
        expected: 'negotiate-failed',
        note: 'The token is an NTLM message, not a Kerberos ticket, and the server takes tickets only.',
        request: `GET {{api}}/negotiate/orders\nAuthorization: Negotiate ${ntlmMessage()}`,
      }),
    ],
    routes: { api: { '/signed/orders': verifySignature, '/negotiate/orders': () => kerberosOnly } },
  };
}

function verifySignature({ method, url, headers }: Incoming): Answer {
  const [, params = ''] = /^lab=(.+)$/.exec(String(headers['signature-input'] ?? '')) ?? [];
  const [, signature] = /^lab=:(.+):$/.exec(String(headers.signature ?? '')) ?? [];
  if (signature === signatureOf(signatureBase(method, url.host, url.pathname, params))) return orders;
  return {
    status: 403,
    body: {
      error: 'invalid_signature',
      message: 'The request signature we calculated does not match the signature you provided',
    },
  };
}

/** RFC 9421 §2.5, for the three components that this server wants. */
function signatureBase(method: string, authority: string, path: string, params: string): string {
  return [
    `"@method": ${method}`,
    `"@authority": ${authority}`,
    `"@path": ${path}`,
    `"@signature-params": ${params}`,
  ].join('\n');
}

function signatureOf(base: string): string {
  return createHmac('sha256', key).update(base).digest('base64');
}

const kerberosOnly: Answer = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Negotiate' },
  body: '<!doctype html><title>401</title><h1>Unauthorized</h1><p>Only Kerberos is accepted here.</p>',
};

/** The first message of an NTLM handshake: its signature, and type 1. */
function ntlmMessage(): string {
  const message = Buffer.alloc(32);
  message.write('NTLMSSP\0', 'latin1');
  message.writeUInt32LE(1, 8);
  return message.toString('base64');
}
