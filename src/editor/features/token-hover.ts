import * as vscode from 'vscode';
import { everyDocument } from '../documents.ts';
import { findTokenAt, placeOf } from '../token-at.ts';
import { verifications } from '../verifications.ts';

const links = [
  ['why401.verifyToken', 'Verify'],
  ['why401.copyTokenPayload', 'Copy payload'],
  ['why401.describeToken', 'Copy a claim…'],
  ['why401.useToken', 'Use in a request'],
  ['why401.toggleTokenDecorations', 'Show or hide expiry'],
] as const;

/** Over a token: what it says, by `describeToken`, and what can be done with it. */
export function register(): vscode.Disposable {
  return vscode.languages.registerHoverProvider(everyDocument, {
    async provideHover(document, position) {
      const found = findTokenAt(document, position);
      if (!found) return undefined;
      const { describeSignature, describeToken } = await import('../token-details.ts');
      const verification = verifications.get(found.token.compact);
      const place = encodeURIComponent(JSON.stringify([placeOf(found)]));
      const actions = new vscode.MarkdownString(
        links.map(([id, title]) => `[${title}](command:${id}?${place})`).join(' · '),
      );
      actions.isTrusted = { enabledCommands: links.map(([id]) => id) };
      // The claims are somebody else's text: not trusted, so that no command link in them works.
      const told = describeToken(found.token, Date.now(), verification && { verification });
      // What the user asked for is at the top, and not below the fold.
      const texts = verification ? [describeSignature(verification), told] : [told];
      return new vscode.Hover([...texts.map(text => new vscode.MarkdownString(text)), actions], found.range);
    },
  });
}
