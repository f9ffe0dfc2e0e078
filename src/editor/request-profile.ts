// The profile of the request in the panel, as far as it takes an editor: the secret storage, the setting, and somebody to be
// told what went wrong. There is one renewal for the whole window, whatever wants the new token.
import * as vscode from 'vscode';
import { ProfileOfRequest } from '../profiles/of-request.ts';
import { Renewals } from '../profiles/renewals.ts';
import type { ProfileStore } from '../profiles/store.ts';
import { readyProfile } from './ready-profile.ts';
import { settings } from './settings.ts';
import { profileActions, type SignIns } from './sign-in.ts';

let make: (() => ProfileOfRequest) | undefined;
let names: () => readonly string[] = () => [];

/** For one panel; undefined until there are profiles. */
export function requestProfile(): ProfileOfRequest | undefined {
  return make?.();
}

/** For `# @profile` in `.http` files. */
export function profileNames(): readonly string[] {
  return names();
}

/** `changed` is called when the list of profiles is another one. */
export function provideProfiles(store: ProfileStore, signIns: SignIns, changed: () => void): Renewals {
  const renewals = new Renewals({
    read: id => store.read(id),
    async save(profile) {
      await store.save(profile);
      changed();
    },
    async renew(request, tokens, profile) {
      const result = await signIns.work(`Refreshing the token of "${profile.name}"`, (actions, outside, signal) =>
        actions.renew(request, tokens, outside, signal),
      );
      if (result?.kind === 'failed') {
        const again = async () => vscode.commands.executeCommand('why401.signInAgain', { id: profile.id });
        void signIns.tell(`The token of "${profile.name}" could not be refreshed`, result, again);
      }
      return result ?? { kind: 'cancelled', exchanges: [] };
    },
  });
  const changing =
    <A extends readonly unknown[]>(change: (...given: A) => Promise<void>) =>
    async (...given: A) => {
      await change(...given);
      changed();
    };
  const watched = {
    list: store.list,
    read: store.read,
    markUsed: changing(store.markUsed),
    useFor: changing(store.useFor),
    stopUsingFor: changing(store.stopUsingFor),
  };
  names = () => store.list().map(({ name }) => name);
  make = () =>
    new ProfileOfRequest({
      store: watched,
      ready: readyProfile,
      headers: async (credentials, request, use) =>
        (await profileActions()).credentialHeaders(credentials, request, use),
      renew: (id, spent) => renewals.renew(id, spent),
      failureOf: (id, spent) => renewals.failureOf(id, spent),
      policy: settings.refresh,
      renewAlways: () => settings.setRefresh('automatic'),
      now: Date.now,
      randomId: () => crypto.randomUUID(),
    });
  return renewals;
}
