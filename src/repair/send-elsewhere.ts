import type { SendOptions } from '../request/sender.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import { originOf } from '../text/origin.ts';

/**
 * How something is asked for the sake of a request to `home`. Nobody's password is for that, and the client certificate and
 * the leave not to verify the server's were given for the origin of the request; nor does the answer belong into its file.
 */
export function optionsFor(url: string, home: string, options: SendOptions): SendOptions {
  const { digest, aws, bodyFile, clientCertificate, verifyTls, ...others } = options;
  const isHome = originOf(url) === originOf(home);
  const isUnverified = verifyTls === false && (isHome || (URL.canParse(url) && isLoopbackHost(new URL(url).hostname)));
  return {
    ...others,
    ...(isHome && clientCertificate && { clientCertificate }),
    ...(isUnverified && { verifyTls }),
  };
}
