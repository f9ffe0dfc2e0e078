import { diagnose } from '../diagnosis/diagnose.ts';
import { type Outside, type SignInFailure, type Tokens, unattendedGrants } from '../oauth/model.ts';
import { SessionTokens } from '../oauth/session-tokens.ts';
import { signIn } from '../oauth/sign-in.ts';
import { renew } from '../oauth/use-tokens.ts';
import type { Sender, SendOptions } from '../request/sender.ts';
import { grantWords, type WantedSignIn } from '../request/sign-in.ts';
import type { Explained } from './explained.ts';
import { type Io, UsageError } from './io.ts';
import { plain } from './output/paint.ts';

/** A server gave no token, and the request was not sent: `explained` is what it answered. */
export class SignInFailed extends Error {
  readonly explained: Explained;

  constructor(message: string, explained: Explained) {
    super(message);
    this.explained = explained;
  }
}

/** Signs in for requests of `.http` files where nobody has to be asked. `optionsFor` says how an address is reached. */
export function signingIn(sender: Sender, optionsFor: (url: string) => Promise<SendOptions>, io: Io) {
  const outside: Outside = {
    send: sender.send,
    now: io.now,
    wait: async () => undefined,
    listen: () => Promise.reject(new Error('nothing listens here')),
    openBrowser: async () => false,
    showDeviceCode: () => undefined,
    readFile: () => Promise.reject(new Error('no file is read for it')),
  };
  const session = new SessionTokens({
    now: io.now,
    async signIn(request, name) {
      const result = await signIn(request, outside, io.interrupted);
      if (result.kind === 'failed') throw failed(name, result);
      return result.kind === 'signed-in' ? result.tokens : undefined;
    },
    renew: (request, tokens) => renew(request, tokens, outside, io.interrupted),
  });
  return async ({ name, signIn: described, isAutomatic }: WantedSignIn): Promise<Tokens> => {
    const { grant, endpoints } = described;
    if (!unattendedGrants.includes(grant.kind))
      throw new UsageError(
        `"${name}" signs in with ${grantWords[grant.kind]}, which takes somebody at a browser: send the request from the editor`,
      );
    if (!isAutomatic) throw new UsageError(`"Acquire Automatically" is off in "Security.Auth.${name}": switch it on`);
    io.writeError(`why401: signing in for "${plain(name)}" first\n`);
    const { proxy, certificateAuthorities, verifyTls } = await optionsFor(endpoints.token);
    const sending = {
      ...(proxy && { proxy }),
      ...(certificateAuthorities && { certificateAuthorities }),
      ...(verifyTls !== undefined && { verifyTls }),
    };
    const tokens = await session.get('', { ...described, sending }, name);
    if (!tokens) throw new UsageError(`the sign-in for "${name}" was interrupted`);
    return tokens;
  };
}

/** What has no exchange is wrong in the file. */
function failed(name: string, { reason, exchange, diagnosis }: SignInFailure): Error {
  const message = `the sign-in for "${name}" failed, and the request was not sent: ${reason}`;
  if (!exchange) return new UsageError(message);
  return new SignInFailed(message, { exchange, diagnosis: diagnosis ?? diagnose(exchange) });
}
