import * as vscode from 'vscode';
import type { SignInRequest } from '../../oauth/model.ts';
import type { AccountCredentials, Profile, ProfileCredentials, ProfileEntry } from '../../profiles/model.ts';
import type { Answers } from '../../profiles/questions.ts';
import { signedIn } from '../../profiles/renewals.ts';
import { openProfiles } from '../../profiles/store.ts';
import { newSession } from '../account-session.ts';
import { askQuestion } from '../ask-question.ts';
import { endTokens } from '../end-tokens.ts';
import { provideFileSignIns } from '../file-sign-ins.ts';
import { ListedProfiles } from '../listed-profiles.ts';
import { plain } from '../notices.ts';
import { openPanel } from '../open-panel.ts';
import { showProfiles } from '../profile-view.ts';
import { readyProfile } from '../ready-profile.ts';
import { provideProfiles } from '../request-profile.ts';
import { profileActions, SignIns } from '../sign-in.ts';
import { isTrustedToSend } from '../trust.ts';

/** Credentials with a name: signing in, the list of them, and putting one into the request of the panel. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const profiles = openProfiles(context);
  const view = showProfiles(context, profiles);
  const signIns = new SignIns(context);
  const listed = new ListedProfiles(profiles, view.refresh, () => signIn());
  const renewals = provideProfiles(profiles, signIns, view.refresh);
  provideFileSignIns(signIns);

  async function signIn(earlier?: Answers): Promise<void> {
    const { askAll, issuerOf, meaningOf } = await profileActions();
    const answers = await askAll(
      async (question, step) => {
        const reply = await askQuestion(question, step);
        const sends = question.id === 'kind' && reply?.kind === 'answer' && reply.text === 'oauth';
        return sends && !isTrustedToSend() ? undefined : reply;
      },
      earlier,
      remembered(
        answers => issuerOf(answers),
        issuer => signIns.learn(issuer),
      ),
    );
    if (!answers) return;
    const meaning = meaningOf(answers);
    const { name } = meaning;
    const id = crypto.randomUUID();
    if (meaning.kind === 'ready') return keep({ id, name, credentials: meaning.credentials });
    if (meaning.kind === 'account')
      return signInToAccount({ id, name, credentials: meaning.credentials }, () => signIn(answers));
    const { request } = meaning;
    const tokens = await signIns.run(
      'Signing in',
      (actions, outside, signal) => actions.signIn(request, outside, signal),
      () => signIn(answers),
    );
    if (tokens) await keep({ id, name, credentials: signedIn(request, tokens) });
  }

  async function keep(profile: Profile): Promise<void> {
    await profiles.save(profile);
    view.refresh();
    const use = 'Use It Now';
    const picked = await vscode.window.showInformationMessage(`The profile "${profile.name}" is kept.`, use);
    if (picked === use) await useProfile({ id: profile.id });
  }

  async function useProfile(given?: Pick<ProfileEntry, 'id'>): Promise<void> {
    const entry = given ?? (await listed.choose('Use Profile'));
    const profile = entry && (await listed.read(entry.id));
    if (!profile || !(await isReady(profile))) return;
    const panel = await openPanel(context);
    renewals.tryAgain(profile.id);
    panel.useProfile(profile.id);
    await profiles.markUsed(profile.id, Date.now());
    view.refresh();
    vscode.window.setStatusBarMessage(`The request will be sent with "${profile.name}"`, 5000);
  }

  /** Why it has nothing to send is said. */
  async function isReady(profile: Profile): Promise<boolean> {
    const ready = await readyProfile(profile);
    if (ready.kind === 'ready') return true;
    const again = 'Sign In Again';
    const message = plain(`"${profile.name}" cannot be used: ${ready.reason}`);
    if ((await vscode.window.showWarningMessage(message, again)) === again) await signInAgain(profile);
    return false;
  }

  async function signInAgain(profile: Profile): Promise<void> {
    const { credentials, name } = profile;
    if (credentials.kind === 'account') return signInToAccount({ ...profile, credentials }, () => signInAgain(profile));
    if ((credentials.kind !== 'oauth' && credentials.kind !== 'signed-out') || !isTrustedToSend()) return;
    const request = newest(credentials);
    const tokens = await signIns.run(
      `Signing in for "${name}"`,
      (actions, outside, signal) => actions.signIn(request, outside, signal),
      () => signInAgain(profile),
    );
    if (tokens) await keep({ ...profile, credentials: signedIn(request, tokens) });
  }

  async function signInToAccount(
    profile: Profile & { readonly credentials: AccountCredentials },
    again: () => Promise<unknown>,
  ): Promise<void> {
    const { credentials } = profile;
    const session = await newSession(credentials);
    if (session.kind === 'session')
      return keep({ ...profile, credentials: { ...credentials, account: session.account } });
    if (session.kind === 'failed') await tellFailure(session.reason, again);
  }

  async function signInListed(given?: ProfileEntry): Promise<void> {
    const entry = given ?? (await listed.choose('Sign In Again', canSignIn));
    const profile = entry && (await listed.read(entry.id));
    if (profile) await signInAgain(profile);
  }

  /** Whether its tokens are no longer kept; what the server said of them is told. */
  async function signOut(given?: ProfileEntry): Promise<boolean> {
    const entry = given ?? (await listed.choose('Sign Out', ({ kind }) => kind === 'oauth'));
    const profile = entry && (await listed.read(entry.id));
    if (profile?.credentials.kind !== 'oauth' || !isTrustedToSend()) return false;
    const { request, tokens } = profile.credentials;
    if (!(await endTokens(signIns, profile.name, request, tokens))) return false;
    // Nothing is left to sign in again with.
    if (request.grant.kind === 'refresh-token') await profiles.forget(profile.id);
    else await profiles.save({ ...profile, credentials: { kind: 'signed-out', request } });
    view.refresh();
    return true;
  }

  return vscode.Disposable.from(
    view,
    signIns,
    vscode.commands.registerCommand('why401.signIn', () => signIn()),
    vscode.commands.registerCommand('why401.useProfile', useProfile),
    vscode.commands.registerCommand('why401.signInAgain', signInListed),
    vscode.commands.registerCommand('why401.signOut', signOut),
    vscode.commands.registerCommand('why401.profileOrigins', (entry?: ProfileEntry) => listed.chooseOrigins(entry)),
    vscode.commands.registerCommand('why401.renameProfile', (entry?: ProfileEntry) => listed.rename(entry)),
    vscode.commands.registerCommand('why401.forgetProfile', (entry?: ProfileEntry) => listed.forget(entry, signOut)),
  );
}

/** Asks once for each issuer. */
function remembered<T, V>(keyOf: (given: T) => string | undefined, ask: (key: string | undefined) => Promise<V>) {
  const known = new Map<string | undefined, Promise<V>>();
  return (given: T): Promise<V> => {
    const key = keyOf(given);
    const answer = known.get(key) ?? ask(key);
    known.set(key, answer);
    return answer;
  };
}

function canSignIn({ kind }: ProfileEntry): boolean {
  return kind === 'oauth' || kind === 'signed-out' || kind === 'account';
}

/** A refresh token that was used may be good for nothing any more (RFC 9700 §4.14.2). */
function newest(credentials: Extract<ProfileCredentials, { kind: 'oauth' | 'signed-out' }>): SignInRequest {
  const { request } = credentials;
  const refreshToken = credentials.kind === 'oauth' ? credentials.tokens.refreshToken : undefined;
  if (request.grant.kind !== 'refresh-token' || refreshToken === undefined) return request;
  return { ...request, grant: { ...request.grant, refreshToken } };
}

async function tellFailure(reason: string, again: () => Promise<unknown>): Promise<void> {
  const signIn = 'Sign In Again';
  const picked = await vscode.window.showErrorMessage(plain(`The sign-in failed: ${reason}`), signIn);
  if (picked === signIn) await again();
}
