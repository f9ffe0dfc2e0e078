import * as vscode from 'vscode';
import { everyDocument } from '../documents.ts';
import { canRefresh } from '../refreshable.ts';
import { findTokenAt, placeOf } from '../token-at.ts';
import { verifications } from '../verifications.ts';

const links = [
  ['why401.verifyToken', 'Verify'],
  ['why401.refreshToken', 'Refresh'],
  ['why401.describeToken', 'Copy a claim…'],
  ['why401.copyTokenPayload', 'Copy payload'],
  ['why401.useToken', 'Use in a request'],
  ['why401.maskToken', 'Mask in this file…'],
  ['why401.toggleTokenDecorations', 'Show or hide expiry'],
] as const;

/** Over a token: what matters most of it, what can be done with it, and then what stands in it. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.languages.registerHoverProvider(everyDocument, {
    async provideHover(document, position) {
      const found = findTokenAt(document, position);
      if (!found) return undefined;
      const { describeContent, describeSummary, factsOf } = await import('../token-details.ts');
      const verification = verifications.get(found.token.compact);
      const refreshable = await canRefresh(context, found);
      const offered = links.filter(([id]) => id !== 'why401.refreshToken' || refreshable);
      const place = encodeURIComponent(JSON.stringify([placeOf(found)]));
      const actions = new vscode.MarkdownString(
        offered.map(([id, title]) => `[${title}](command:${id}?${place})`).join(' · '),
      );
      actions.isTrusted = { enabledCommands: offered.map(([id]) => id) };
      const facts = factsOf(found.token, Date.now(), verification && { verification });
      // The claims are somebody else's text: not trusted, so that no command link in them works.
      const [summary, content] = [describeSummary(facts), describeContent(facts)].map(
        text => new vscode.MarkdownString(text),
      );
      return new vscode.Hover(
        [summary, actions, content].flatMap(text => text ?? []),
        found.range,
      );
    },
  });
}
