import { authentication } from 'vscode';
import { explainNoSession, providerTitle } from '../profiles/account.ts';
import type { AccountCredentials } from '../profiles/model.ts';

export type Session =
  | { readonly kind: 'session'; readonly token: string; readonly account: { id: string; label: string } }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Asks nobody: what the editor has, and has been allowed to give. */
export function currentSession(credentials: AccountCredentials): Promise<Session> {
  return sessionOf(credentials, { silent: true });
}

/** The editor asks for consent, and signs in where it has to. */
export function newSession(credentials: AccountCredentials): Promise<Session> {
  // Whoever has several accounts chooses one, and which one is kept in the profile.
  const choose = credentials.account === undefined;
  return sessionOf(credentials, { createIfNone: true, ...(choose && { clearSessionPreference: true }) });
}

async function sessionOf(
  { provider, scopes, account }: AccountCredentials,
  options: { silent?: boolean; createIfNone?: boolean; clearSessionPreference?: boolean },
): Promise<Session> {
  try {
    const session = await authentication.getSession(provider, [...scopes], { ...options, ...(account && { account }) });
    if (session) return { kind: 'session', token: session.accessToken, account: session.account };
    const whose = account ? ` as "${account.label}"` : '';
    const reason = `VS Code is not signed in to ${providerTitle(provider)}${whose} with these scopes: ${scopes.join(' ')}`;
    return { kind: 'failed', reason };
  } catch (problem) {
    const reason = explainNoSession(provider, problem instanceof Error ? problem.message : String(problem));
    return reason === undefined ? { kind: 'cancelled' } : { kind: 'failed', reason };
  }
}
