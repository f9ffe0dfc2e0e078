import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Outside, SignInFailure, SignInResult, Tokens } from '../oauth/model.ts';
import type { Surroundings } from '../profiles/questions.ts';
import type { Exchange } from '../request/model.ts';
import { IssuerSender, withCancel } from './issuer-sender.ts';
import { plain } from './notices.ts';
import { openPanel } from './open-panel.ts';
import type * as Actions from './profile-actions.ts';
import { isEditorUri, isRemote, Redirects } from './redirects.ts';

let loaded: Promise<typeof Actions> | undefined;

/** The bundle that signs in, loaded at first use. */
export function profileActions(): Promise<typeof Actions> {
  loaded ??= import('./profile-actions.ts');
  return loaded;
}

type Work<T> = (actions: typeof Actions, outside: Outside, signal: AbortSignal) => Promise<T>;

/** What signing in needs of the editor: a sender, the browser, somebody to show a code to, and a place for what went wrong. */
export class SignIns implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #sender: IssuerSender;
  readonly #redirects: Redirects;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#sender = new IssuerSender(context);
    this.#redirects = new Redirects(context);
  }

  /** Undefined where it was cancelled or has failed; why is then said, and `again` what its button does. */
  async run(title: string, attempt: Work<SignInResult>, again: () => Promise<unknown>): Promise<Tokens | undefined> {
    const result = await this.work(title, attempt);
    if (result?.kind === 'failed') void this.tell('The sign-in failed', result, again);
    return result?.kind === 'signed-in' ? result.tokens : undefined;
  }

  /** Undefined where it was cancelled. */
  async work<T>(title: string, work: Work<T>): Promise<T | undefined> {
    const actions = await profileActions();
    const outside = this.#outside(actions);
    return withCancel(title, signal => work(actions, outside, signal));
  }

  dispose(): void {
    this.#sender.dispose();
    this.#redirects.dispose();
  }

  async tell(what: string, failure: SignInFailure, again: () => Promise<unknown>): Promise<void> {
    const { exchange, exchanges, reason } = failure;
    const explain = 'Explain';
    const signIn = 'Sign In Again';
    const buttons = exchange ? [explain, signIn] : [signIn];
    const picked = await vscode.window.showErrorMessage(plain(`${what}: ${reason}`), ...buttons);
    if (picked === signIn) await again();
    if (picked === explain && exchange) await this.explain(exchange, exchanges);
  }

  /** What a sign-in at that issuer is asked about. */
  async learn(issuer: string | undefined): Promise<Surroundings> {
    const { editorUri } = this.#redirects;
    const offersDpop = issuer !== undefined && (await this.#offersDpop(issuer));
    return { editorUri, isRemote: isRemote(), offersDpop };
  }

  /** Not to be reached is no offer: the sign-in says why. */
  async #offersDpop(issuer: string): Promise<boolean> {
    const known = await this.work('Asking the issuer', ({ fetchMetadata }, { send }, signal) =>
      fetchMetadata(send, issuer, 'token_endpoint', { signal, allowPrivate: true }),
    );
    return known?.kind === 'metadata' && (known.value.dpop_signing_alg_values_supported?.includes('ES256') ?? false);
  }

  /** In the panel, with what was sent before it. */
  async explain(exchange: Exchange, exchanges: readonly Exchange[]): Promise<void> {
    const panel = await openPanel(this.#context);
    const at = exchanges.indexOf(exchange);
    panel.explainSignIn(exchange, at < 0 ? [] : exchanges.slice(0, at));
  }

  #outside({ listenForRedirect }: typeof Actions): Outside {
    return {
      send: this.#sender.send,
      now: Date.now,
      wait,
      listen: (registered, state) =>
        isEditorUri(registered)
          ? this.#redirects.expect(registered, state)
          : listenForRedirect(registered, fromTheBrowser),
      // As a string it is opened as it stands; a Uri is encoded anew, and a scope or a state would be another one.
      openBrowser: async url => vscode.env.openExternal(url as unknown as vscode.Uri),
      showDeviceCode: prompt => void showDeviceCode(prompt),
      readFile: path => readFile(path, 'utf8'),
    };
  }
}

/** On a remote host the browser is elsewhere, and the editor makes a way. */
async function fromTheBrowser(own: string): Promise<string> {
  const uri = await vscode.env.asExternalUri(vscode.Uri.parse(own));
  return uri.toString(true);
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

async function showDeviceCode({ userCode, url, completeUrl }: Parameters<Outside['showDeviceCode']>[0]): Promise<void> {
  const open = 'Copy Code and Open';
  const copy = 'Copy Code';
  const picked = await vscode.window.showInformationMessage(plain(`Enter the code ${userCode} at ${url}`), open, copy);
  if (picked === undefined) return;
  await vscode.env.clipboard.writeText(userCode);
  if (picked === open) await vscode.env.openExternal((completeUrl ?? url) as unknown as vscode.Uri);
}
