import * as vscode from 'vscode';
import type { SignInRequest, Tokens } from '../../oauth/model.ts';
import { describeEntry } from '../../profiles/describe.ts';
import type { Profile, ProfileCredentials, ProfileEntry } from '../../profiles/model.ts';
import type { Answers } from '../../profiles/questions.ts';
import { openProfiles } from '../../profiles/store.ts';
import { askQuestion } from '../ask-question.ts';
import { openPanel } from '../open-panel.ts';
import { showProfiles } from '../profile-view.ts';
import { profileActions, SignIns } from '../sign-in.ts';
import { isTrustedToSend } from '../trust.ts';

/** Credentials with a name: signing in, the list of them, and putting one into the request of the panel. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const profiles = openProfiles(context);
  const view = showProfiles(context, profiles);
  const signIns = new SignIns(context);

  async function signIn(earlier?: Answers): Promise<void> {
    const { askAll, meaningOf } = await profileActions();
    const answers = await askAll(async (question, step) => {
      const reply = await askQuestion(question, step);
      const sends = question.id === 'kind' && reply?.kind === 'answer' && reply.text === 'oauth';
      return sends && !isTrustedToSend() ? undefined : reply;
    }, earlier);
    if (!answers) return;
    const meaning = meaningOf(answers);
    const { name } = meaning;
    const id = crypto.randomUUID();
    if (meaning.kind === 'ready') return keep({ id, name, credentials: meaning.credentials });
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
    const entry = given ?? (await choose('Use Profile'));
    const profile = entry && (await read(entry.id));
    const fresh = profile && (await renewed(profile));
    if (!fresh) return;
    const { credentialHeaders } = await profileActions();
    const panel = await openPanel(context);
    const now = Date.now();
    const id = crypto.randomUUID();
    await panel.useCredentials(request => credentialHeaders(fresh.credentials, request, { id, now }));
    await profiles.markUsed(fresh.id, now);
    view.refresh();
    vscode.window.setStatusBarMessage(`"${fresh.name}" is in the request`, 5000);
  }

  /** With new tokens where the ones that are kept run out. */
  async function renewed(profile: Profile): Promise<Profile | undefined> {
    const { credentials } = profile;
    if (credentials.kind !== 'oauth') return profile;
    const { runsOut } = await profileActions();
    if (!runsOut(credentials.tokens, Date.now())) return profile;
    if (!isTrustedToSend()) return undefined;
    const { request, tokens } = credentials;
    const next = await signIns.run(
      `Renewing "${profile.name}"`,
      (actions, outside, signal) => actions.renew(request, tokens, outside, signal),
      () => signInAgain(profile, request),
    );
    return next && replace(profile, signedIn(request, next));
  }

  async function signInAgain(profile: Profile, request: SignInRequest): Promise<void> {
    if (!isTrustedToSend()) return;
    const tokens = await signIns.run(
      `Signing in for "${profile.name}"`,
      (actions, outside, signal) => actions.signIn(request, outside, signal),
      () => signInAgain(profile, request),
    );
    if (tokens) await keep({ ...profile, credentials: signedIn(request, tokens) });
  }

  async function replace(profile: Profile, credentials: ProfileCredentials): Promise<Profile> {
    const next = { ...profile, credentials };
    await profiles.save(next);
    view.refresh();
    return next;
  }

  async function read(id: string): Promise<Profile | undefined> {
    const profile = await profiles.read(id);
    if (!profile)
      void vscode.window.showWarningMessage(
        'The credentials of this profile are no longer in the secret storage: forget it, and sign in again.',
      );
    return profile;
  }

  async function rename(given?: ProfileEntry): Promise<void> {
    const entry = given ?? (await choose('Rename Profile'));
    const name =
      entry && (await vscode.window.showInputBox({ title: 'Rename Profile', prompt: 'Its name', value: entry.name }));
    if (!entry || !name?.trim()) return;
    await profiles.rename(entry.id, name.trim());
    view.refresh();
  }

  async function forget(given?: ProfileEntry): Promise<void> {
    const entry = given ?? (await choose('Forget Profile'));
    if (!entry) return;
    const forgetIt = 'Forget';
    const detail = 'Its credentials are deleted from the secret storage. The server is not told.';
    const options = { modal: true, detail };
    const picked = await vscode.window.showWarningMessage(`Forget "${entry.name}"?`, options, forgetIt);
    if (picked !== forgetIt) return;
    await profiles.forget(entry.id);
    view.refresh();
  }

  async function choose(title: string): Promise<ProfileEntry | undefined> {
    const entries = profiles.list();
    if (entries.length > 0) {
      const items = entries.map(entry => ({ label: entry.name, description: describeEntry(entry, Date.now()), entry }));
      return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.entry;
    }
    const first = 'Sign In';
    const picked = await vscode.window.showInformationMessage('There is no profile yet.', first);
    if (picked === first) await signIn();
    return undefined;
  }

  return vscode.Disposable.from(
    view,
    signIns,
    vscode.commands.registerCommand('why401.signIn', () => signIn()),
    vscode.commands.registerCommand('why401.useProfile', useProfile),
    vscode.commands.registerCommand('why401.renameProfile', rename),
    vscode.commands.registerCommand('why401.forgetProfile', forget),
  );
}

/** A refresh token that brought no new one is still in force (RFC 6749 §6). */
function signedIn(request: SignInRequest, tokens: Tokens): ProfileCredentials {
  const { grant } = request;
  const refreshToken = grant.kind === 'refresh-token' ? { refreshToken: grant.refreshToken } : {};
  return { kind: 'oauth', request, tokens: { ...refreshToken, ...tokens } };
}
