// Signs in for requests of `.http` files whose environment or variables say how. The tokens stay in memory, for the window.
import { type Uri, window } from 'vscode';
import type { Tokens } from '../oauth/model.ts';
import { SessionTokens } from '../oauth/session-tokens.ts';
import type { Exchange } from '../request/model.ts';
import type { WantedSignIn } from '../request/sign-in.ts';
import { plain } from './notices.ts';
import type { SignIns } from './sign-in.ts';
import { isTrustedToSend } from './trust.ts';

let session: SessionTokens | undefined;

export function provideFileSignIns(signIns: SignIns): void {
  session = new SessionTokens({
    now: Date.now,
    signIn: (request, name, again) =>
      signIns.run(
        `Signing in for "${name}"`,
        (actions, outside, signal) => actions.signIn(request, outside, signal),
        again,
      ),
    renew: async (request, tokens, name) =>
      (await signIns.work(`Refreshing the token of "${name}"`, (actions, outside, signal) =>
        actions.renew(request, tokens, outside, signal),
      )) ?? { kind: 'cancelled', exchanges: [] },
  });
}

/** Undefined where there are none; why is then said. */
export async function signInFor(file: Uri, wanted: WantedSignIn): Promise<Tokens | undefined> {
  if (!isTrustedToSend() || !(await isConfirmed(wanted))) return undefined;
  return session?.get(`${file}`, wanted.signIn, wanted.name);
}

/** What came of their tokens. */
export function settleSignIns({ request, response }: Exchange): void {
  if (response) session?.settle(token => request.headers.some(({ value }) => value.includes(token)), response.status);
}

/** JetBrains' "Acquire Automatically" may be off. */
async function isConfirmed({ name, isAutomatic }: WantedSignIn): Promise<boolean> {
  if (isAutomatic) return true;
  const signIn = 'Sign In';
  const detail = `"Acquire Automatically" is off in "Security.Auth.${name}".`;
  return (
    (await window.showInformationMessage(plain(`Sign in for "${name}"?`), { modal: true, detail }, signIn)) === signIn
  );
}
