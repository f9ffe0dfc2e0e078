import { type ExtensionContext, workspace } from 'vscode';
import { keptNames } from '../panel/vault.ts';
import { fromRange } from './convert.ts';
import type { RefreshMaterial } from './refresh-material.ts';
import { keptNameOf, whyNotRefreshable } from './refresh-terms.ts';
import type { TokenAt } from './token-at.ts';

/** What stands beside the token in its document. */
export async function materialFor({ document, range }: TokenAt): Promise<RefreshMaterial | undefined> {
  const { findRefreshMaterial } = await import('./token-actions.ts');
  const { uri, languageId } = document;
  return findRefreshMaterial(document.getText(), fromRange(document, range), uri.path, languageId);
}

/** Whether the hover may offer it: a refresh token stands beside it or is remembered. */
export async function canRefresh(context: ExtensionContext, found: TokenAt): Promise<boolean> {
  if (!workspace.isTrusted || whyNotRefreshable(found.token) !== undefined) return false;
  return keptNames(context).includes(keptNameOf(found.token)) || (await materialFor(found)) !== undefined;
}
