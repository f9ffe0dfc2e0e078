import * as vscode from 'vscode';
import { describeEntry } from '../profiles/describe.ts';
import type { Profile, ProfileEntry } from '../profiles/model.ts';
import type { ProfileStore } from '../profiles/store.ts';
import { plain } from './notices.ts';

/** What is done to a profile of the list, or to one that is chosen from it, without asking any server. */
export class ListedProfiles {
  readonly #profiles: ProfileStore;
  readonly #refresh: () => void;
  readonly #signIn: () => Promise<void>;

  /** `signIn` is offered where there is no profile to choose. */
  constructor(profiles: ProfileStore, refresh: () => void, signIn: () => Promise<void>) {
    this.#profiles = profiles;
    this.#refresh = refresh;
    this.#signIn = signIn;
  }

  async choose(title: string, fits: (entry: ProfileEntry) => boolean = () => true): Promise<ProfileEntry | undefined> {
    const entries = this.#profiles.list().filter(fits);
    if (entries.length > 0) {
      const items = entries.map(entry => ({ label: entry.name, description: describeEntry(entry, Date.now()), entry }));
      return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.entry;
    }
    const first = 'Sign In';
    const picked = await vscode.window.showInformationMessage('There is no such profile yet.', first);
    if (picked === first) await this.#signIn();
    return undefined;
  }

  async read(id: string): Promise<Profile | undefined> {
    const profile = await this.#profiles.read(id);
    if (!profile)
      void vscode.window.showWarningMessage(
        'The credentials of this profile are no longer in the secret storage: forget it, and sign in again.',
      );
    return profile;
  }

  async rename(given?: ProfileEntry): Promise<void> {
    const entry = given ?? (await this.choose('Rename Profile'));
    const name =
      entry && (await vscode.window.showInputBox({ title: 'Rename Profile', prompt: 'Its name', value: entry.name }));
    if (!entry || !name?.trim()) return;
    await this.#profiles.rename(entry.id, name.trim());
    this.#refresh();
  }

  /** It is no longer used for those that are taken off the list. */
  async chooseOrigins(given?: ProfileEntry): Promise<void> {
    const title = 'Origins of Profile';
    const entry = given ?? (await this.choose(title, ({ origins = [] }) => origins.length > 0));
    const { name, origins = [] } = this.#profiles.list().find(({ id }) => id === entry?.id) ?? {};
    if (origins.length === 0) {
      if (name) void vscode.window.showInformationMessage(plain(`"${name}" is not kept for any origin.`));
      return;
    }
    const items = origins.map(label => ({ label, picked: true }));
    const placeHolder = 'Its requests are sent with the profile; take away those that are not to be';
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
    const left = new Set(picked?.map(({ label }) => label) ?? origins);
    for (const origin of origins) if (!left.has(origin)) await this.#profiles.stopUsingFor(origin);
    this.#refresh();
  }

  async forget(given: ProfileEntry | undefined, signOut: (entry: ProfileEntry) => Promise<boolean>): Promise<void> {
    const entry = given ?? (await this.choose('Forget Profile'));
    if (!entry) return;
    const forgetIt = 'Forget';
    const signOutFirst = 'Sign Out First';
    const hasTokens = entry.kind === 'oauth';
    const own = 'Its credentials are deleted from the secret storage.';
    const detail = hasTokens ? `${own} The server ends its tokens only where you sign out first.` : own;
    const buttons = hasTokens ? [forgetIt, signOutFirst] : [forgetIt];
    const picked = await vscode.window.showWarningMessage(
      `Forget "${entry.name}"?`,
      { modal: true, detail },
      ...buttons,
    );
    if (picked === undefined || (picked === signOutFirst && !(await signOut(entry)))) return;
    await this.#profiles.forget(entry.id);
    this.#refresh();
  }
}
