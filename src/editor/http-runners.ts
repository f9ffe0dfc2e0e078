import { extensions } from 'vscode';

/** Extensions that bring features of their own for the same files. */
const otherRunners = ['humao.rest-client', 'anweber.vscode-httpyac'];

/** `auto` leaves to another extension what it brings itself. */
export function isWanted(setting: 'auto' | 'on' | 'off'): boolean {
  if (setting !== 'auto') return setting === 'on';
  return !otherRunners.some(id => extensions.getExtension(id));
}
