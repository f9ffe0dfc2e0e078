import * as vscode from 'vscode';
import { describeEntry } from '../profiles/describe.ts';
import type { ProfileEntry, ProfileKind } from '../profiles/model.ts';
import { isProfileKey, type ProfileStore } from '../profiles/store.ts';
import { refreshWhileSeen } from './refresh-while-seen.ts';

const icons: Readonly<Record<ProfileKind, string>> = {
  oauth: 'shield',
  bearer: 'key',
  basic: 'account',
  'api-key': 'lock',
  account: 'verified',
  'signed-out': 'sign-out',
};

/** The list of profiles. It reads their names alone, and nothing before it is seen. */
export function showProfiles(context: vscode.ExtensionContext, profiles: ProfileStore): ProfileView {
  const changed = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView('why401.profiles', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: () => [...profiles.list()].sort((a, b) => a.name.localeCompare(b.name)),
      getTreeItem: toItem,
    },
  });
  const refresh = () => changed.fire(undefined);
  const owned = vscode.Disposable.from(
    view,
    changed,
    refreshWhileSeen(view, refresh),
    // Another window may have signed in.
    context.secrets.onDidChange(({ key }) => {
      if (isProfileKey(key)) refresh();
    }),
  );
  return { refresh, dispose: () => owned.dispose() };
}

export interface ProfileView extends vscode.Disposable {
  refresh(): void;
}

function toItem(entry: ProfileEntry): vscode.TreeItem {
  const now = Date.now();
  const item = new vscode.TreeItem(entry.name);
  item.id = entry.id;
  item.description = describeEntry(entry, now);
  item.tooltip = [entry.name, item.description, ...(entry.origins ?? []).map(origin => `used for ${origin}`)].join(
    '\n',
  );
  item.accessibilityInformation = { label: `${entry.name}, ${item.description.replaceAll(' · ', ', ')}` };
  item.contextValue = entry.kind;
  const isOver = entry.expiresAt !== undefined && entry.expiresAt <= now && !entry.renews;
  item.iconPath = isOver
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon(icons[entry.kind]);
  return item;
}
