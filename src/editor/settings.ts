import { ConfigurationTarget, type Uri, workspace } from 'vscode';
import type { Severity } from '../auth/model.ts';
import type { RefreshPolicy } from '../profiles/of-request.ts';
import type { TimeStyle } from './token-notes.ts';

export type WhereDecorated = 'on' | 'off' | 'currentLine';

export type RuleSettings = Readonly<Record<string, 'off' | Severity>>;

/** The settings that package.json declares, each with its type and its default. */
export const settings = {
  decorations: () => read<WhereDecorated>('tokens.decorations', 'on'),
  soonMinutes: () => read<number>('tokens.soonMinutes', 5),
  timeStyle: () => read<TimeStyle>('tokens.timeStyle', 'relative'),
  trustedIssuers: () => read<readonly string[]>('trustedIssuers', []),
  refresh: () => read<RefreshPolicy>('refresh', 'ask'),
  setRefresh: async (policy: RefreshPolicy) =>
    workspace.getConfiguration('why401').update('refresh', policy, ConfigurationTarget.Global),
  codeLens: () => read<'auto' | 'on' | 'off'>('http.codeLens', 'auto'),
  languageFeatures: () => read<'auto' | 'on' | 'off'>('http.languageFeatures', 'auto'),
  lint: (file: Uri) => read<boolean>('lint.enable', true, file),
  rules: (file: Uri) => rulesOf(file),
};

function read<T>(name: string, otherwise: T, file?: Uri): T {
  return workspace.getConfiguration('why401', file).get<T>(name, otherwise);
}

/** Only what was set: a default severity would stand above the one that a rule gives to a single problem. */
function rulesOf(file: Uri): RuleSettings {
  const set = workspace.getConfiguration('why401', file).inspect<RuleSettings>('rules');
  return { ...set?.globalValue, ...set?.workspaceValue, ...set?.workspaceFolderValue };
}
