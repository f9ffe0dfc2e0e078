import { encodeBase64 } from '../auth/base64.ts';
import type { RequestProblem } from './problem.ts';
import type { SendOptions } from './sender.ts';

/** The paths of a certificate and its key as PEM, or of both as PKCS #12. */
export interface CertificateFiles {
  /** What names them, such as `"ClientCert"`. */
  readonly by: string;
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: string;
  readonly passphrase?: string;
}

export interface ReadCertificate {
  readonly certificate?: NonNullable<SendOptions['clientCertificate']>;
  readonly problem?: RequestProblem;
}

/** `read` gives the bytes of a file. */
export function clientCertificateFrom(
  { by, passphrase, ...paths }: CertificateFiles,
  read: (path: string) => Uint8Array | undefined,
): ReadCertificate {
  const opened = passphrase ? { passphrase } : {};
  const [pfx, cert, key] = [paths.pfx, paths.cert, paths.key].map(path =>
    path === undefined ? undefined : { path, bytes: read(path) },
  );
  const missing = [pfx, cert, key].find(file => file && !file.bytes);
  if (missing) return fail(`${by} names "${missing.path}", which could not be read: check the path`);
  if (pfx?.bytes) return { certificate: { pfx: encodeBase64(pfx.bytes), ...opened } };
  if (!cert?.bytes)
    return fail(`${by} names no certificate: give "cert" and "key" as PEM files, or "pfx" as a PKCS #12 file`);
  const [certificate = '', ownKey = ''] = [cert, key ?? cert].map(({ bytes }) => new TextDecoder().decode(bytes));
  return { certificate: { cert: certificate, key: ownKey, ...opened } };
}

/** `cert: ./a.pem key: ./a.key passphrase: x`, or `pfx: ./a.p12 passphrase: x`, as httpYac's header `ClientCert` has it. */
export function readClientCert(value: string, read: (path: string) => Uint8Array | undefined): ReadCertificate {
  const parts = Object.fromEntries(
    Array.from(value.matchAll(/\b(cert|key|pfx|passphrase)\s*:\s*(\S+)/gi), ([, name = '', part = '']) => [
      name.toLowerCase(),
      part,
    ]),
  );
  return clientCertificateFrom({ by: '"ClientCert"', ...parts }, read);
}

function fail(message: string): ReadCertificate {
  return { problem: { code: 'client-certificate', severity: 'error', message } };
}
