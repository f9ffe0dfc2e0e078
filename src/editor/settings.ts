import { workspace } from 'vscode';
import type { Severity } from '../auth/model.ts';

export type WhereDecorated = 'on' | 'off' | 'currentLine';

/** The settings that package.json declares, each with its type and its default. */
export const settings = {
  decorations: () => read<WhereDecorated>('tokens.decorations', 'on'),
  soonMinutes: () => read<number>('tokens.soonMinutes', 5),
  codeLens: () => read<'auto' | 'on' | 'off'>('http.codeLens', 'auto'),
  lint: () => read<boolean>('lint.enable', true),
  rules: () => read<Readonly<Record<string, 'off' | Severity>>>('rules', {}),
};

function read<T>(name: string, otherwise: T): T {
  return workspace.getConfiguration('why401').get<T>(name, otherwise);
}
