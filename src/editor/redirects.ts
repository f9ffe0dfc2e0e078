import * as vscode from 'vscode';
import type { RedirectListener } from '../oauth/model.ts';
import { isRedirect, PendingRedirects } from '../oauth/pending-redirects.ts';

/** Takes redirects by an address of the editor, which reach it wherever the browser runs. */
export class Redirects implements vscode.Disposable {
  /** As it is registered for a client; other editors than VS Code have schemes of their own. */
  readonly editorUri: string;
  readonly #pending = new PendingRedirects();
  readonly #handler: vscode.Disposable;

  constructor({ extension }: vscode.ExtensionContext) {
    this.editorUri = `${vscode.env.uriScheme}://${extension.id}/callback`;
    this.#handler = vscode.window.registerUriHandler({
      handleUri: ({ query }) => {
        if (this.#pending.arrive(query) || !isRedirect(query)) return;
        const message =
          'The browser came back from a sign-in that nothing waits for here. Start it again where needed.';
        void vscode.window.showInformationMessage(message);
      },
    });
  }

  /** Rejects where the registered address is another editor's. */
  async expect(registered: string | undefined, state: string): Promise<RedirectListener> {
    if (registered !== undefined && registered !== this.editorUri)
      throw new Error(`"${registered}" leads elsewhere: register "${this.editorUri}"`);
    return this.#pending.expect(await forTheBrowser(this.editorUri), state);
  }

  dispose(): void {
    this.#handler.dispose();
  }
}

/**
 * An editor in the browser has an address of its own for this. The desktop's would only add the number of the window, and
 * servers compare with what is registered.
 */
async function forTheBrowser(own: string): Promise<string> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return own;
  return (await vscode.env.asExternalUri(vscode.Uri.parse(own))).toString(true);
}

/** Where the browser may not reach what listens here. */
export function isRemote(): boolean {
  return vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
}

export function isEditorUri(registered: string | undefined): boolean {
  return registered === undefined ? isRemote() : !registered.startsWith('http:');
}
