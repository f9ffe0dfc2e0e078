import type * as oauth from 'oauth4webapi';
import type { SendOptions } from '../request/sender.ts';
import { clientAuthOf } from './client-authentication.ts';
import { Failure } from './flow.ts';
import type { CertificateFiles, Outside, SignInRequest } from './model.ts';

export interface KnownClient {
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
}

/** Who asks, and how it proves that; throws a `Failure` where something for it is missing. */
export async function clientOf(request: SignInRequest, sending: SendOptions): Promise<KnownClient> {
  const authentication = await clientAuthOf(request.authentication);
  if (authentication.kind === 'failed') throw new Failure({ reason: authentication.message });
  const { kind } = request.authentication;
  const byCertificate = kind === 'tls_client_auth' || kind === 'self_signed_tls_client_auth';
  if (byCertificate && !sending.clientCertificate)
    throw new Failure({ reason: `"${kind}" needs a client certificate: choose one` });
  return {
    // Tokens are bound to the certificate at these addresses alone (RFC 8705 §5).
    client: { client_id: request.clientId, use_mtls_endpoint_aliases: sending.clientCertificate !== undefined },
    authentication: authentication.use,
  };
}

/** How its requests are sent. Certificates stay in their files, where whoever renews them puts the next one. */
export async function sendingFor(
  { sending = {}, certificate }: SignInRequest,
  readFile: Outside['readFile'],
): Promise<SendOptions> {
  if (!certificate) return sending;
  return { ...sending, clientCertificate: await readCertificate(certificate, readFile) };
}

/** A file may hold both the certificate and its key. Throws a `Failure` that names the file that cannot be read. */
export async function readCertificate(
  { cert, key = cert, passphrase }: CertificateFiles,
  readFile: Outside['readFile'],
): Promise<NonNullable<SendOptions['clientCertificate']>> {
  const read = (path: string) =>
    readFile(path).catch((error: Error) => {
      throw new Failure({ reason: `The client certificate cannot be read from "${path}": ${error.message}` });
    });
  return { cert: await read(cert), key: await read(key), ...(passphrase && { passphrase }) };
}
