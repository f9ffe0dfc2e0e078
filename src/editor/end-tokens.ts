import { window } from 'vscode';
import type { SignInRequest, Tokens } from '../oauth/model.ts';
import { plain } from './notices.ts';
import type { SignIns } from './sign-in.ts';

/** Ends tokens at their server, and tells what came of it. False where they are to be kept. */
export async function endTokens(
  signIns: SignIns,
  name: string,
  request: SignInRequest,
  tokens: Tokens,
): Promise<boolean> {
  const outcome = await signIns.work(`Signing out of "${name}"`, (actions, outside, signal) =>
    actions.revoke(request, tokens, outside, signal),
  );
  if (!outcome || outcome.kind === 'cancelled') return false;
  if (outcome.kind !== 'failed') {
    const left = outcome.kind === 'not-offered' || outcome.left;
    void window.showInformationMessage(plain(`Signed out of "${name}": ${left ? leftWords[outcome.kind] : ended}`));
    return true;
  }
  const deleteThem = 'Delete Them Anyway';
  const explain = 'Explain';
  const { reason, exchange, exchanges } = outcome;
  const picked = await window.showErrorMessage(
    plain(`The server did not end the tokens of "${name}", which are kept: ${reason}`),
    ...(exchange ? [explain, deleteThem] : [deleteThem]),
  );
  if (picked === explain && exchange) await signIns.explain(exchange, exchanges);
  return picked === deleteThem;
}

const ended = 'the server has ended its tokens.';
const leftWords = {
  revoked: 'the server has ended its refresh token; the access token is deleted, and good until it expires.',
  'not-offered': 'its tokens are deleted. The server names no address to end them, so they are good until they expire.',
} as const;
