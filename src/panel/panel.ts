// The request panel in VS Code: the webview, the sender it uses, and what only an editor can do for it. What the panel
// thinks is in conversation.ts and knows nothing of this. A bundle of its own, loaded when a panel is first wanted.
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ProfileOfRequest } from '../profiles/of-request.ts';
import type { ImportedRequest } from '../request/importer.ts';
import type { Exchange, HttpRequest } from '../request/model.ts';
import { createSender } from '../request/send.ts';
import type { Sender, SendOptions } from '../request/sender.ts';
import { Conversation } from './conversation.ts';
import { copyAs } from './copy-as.ts';
import type { Home } from './home.ts';
import { panelHtml } from './html.ts';
import { keepRuns } from './keep-runs.ts';
import { parseForm, parseFromWebview } from './parse-message.ts';
import type { ResultView, WarningView } from './protocol.ts';
import { settingsFor } from './proxy-for.ts';
import { listRecorded, readRecorded } from './recorded.ts';
import { openBody, ResponseFiles, saveBody } from './response-files.ts';
import { openVault } from './vault.ts';

const panelType = 'why401.panel';

let current: RequestPanel | undefined;
/** Of the window, so that the cookies of its requests outlive the panel. */
let sender: Sender | undefined;

/** The panel of the window; there is one. */
export function showPanel(
  context: vscode.ExtensionContext,
  focus: 'panel' | 'editor',
  profile: MakeProfile,
): RequestPanel {
  const preserveFocus = focus === 'editor';
  if (current) {
    current.reveal(preserveFocus);
    return current;
  }
  // Beside whatever is open, a notebook or a diff too: the panel covers nothing.
  const shown = vscode.window.tabGroups.activeTabGroup.activeTab;
  const viewColumn = shown ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  return adopt(context, vscode.window.createWebviewPanel(panelType, 'Why401', { viewColumn, preserveFocus }), profile);
}

/** After a reload of the window. `kept` is what the page wrote: the form without its secrets. */
export function restorePanel(
  context: vscode.ExtensionContext,
  webviewPanel: vscode.WebviewPanel,
  kept: unknown,
  profile: MakeProfile,
): void {
  const panel = adopt(context, webviewPanel, profile);
  const form = parseForm(kept);
  if (!form) return;
  const headers = form.headers.map(({ name, value }) => ({ name, value: value.text }));
  panel.load({ method: form.method, url: form.url.text, headers, body: { text: form.body.text } });
}

export function clearCookies(): void {
  sender?.clearCookies();
}

function senderOf(context: vscode.ExtensionContext): Sender {
  if (sender) return sender;
  const started = createSender(context.asAbsolutePath('dist/sender.js'));
  context.subscriptions.push({ dispose: () => void started.dispose() });
  sender = started;
  return started;
}

/** Undefined while there are no profiles. */
type MakeProfile = () => ProfileOfRequest | undefined;

function adopt(
  context: vscode.ExtensionContext,
  webviewPanel: vscode.WebviewPanel,
  makeProfile: MakeProfile,
): RequestPanel {
  current?.dispose();
  const panel = new RequestPanel(context, webviewPanel, makeProfile());
  webviewPanel.onDidDispose(() => {
    if (current === panel) current = undefined;
  });
  current = panel;
  return panel;
}

export class RequestPanel {
  readonly #webviewPanel: vscode.WebviewPanel;
  readonly #conversation: Conversation;
  readonly #context: vscode.ExtensionContext;
  readonly #files = new ResponseFiles();
  readonly #owned: vscode.Disposable[] = [];
  #signInUrl: string | undefined;

  constructor(
    context: vscode.ExtensionContext,
    webviewPanel: vscode.WebviewPanel,
    profile: ProfileOfRequest | undefined,
  ) {
    this.#webviewPanel = webviewPanel;
    this.#context = context;
    const { webview } = webviewPanel;
    const keep = keepRuns(context);
    this.#conversation = new Conversation({
      send: (request, options, signal) => this.#send(request, options, signal),
      ran: ran => {
        this.#files.show(ran.exchange.response?.body?.file?.path);
        return keep(ran);
      },
      post: message => void webview.postMessage(message),
      maySend: () => vscode.workspace.isTrusted,
      choose: chooseRequest,
      investigating: { mayAsk, maySendAgain, wait },
      openBody,
      saveBody,
      copyRequest: copyAs,
      copy: text =>
        void vscode.env.clipboard
          .writeText(text)
          .then(() =>
            vscode.window.setStatusBarMessage('The report is in the clipboard; its secrets are masked', 5000),
          ),
      now: Date.now,
      sentFrom: () => (vscode.env.remoteName ? `remote host "${vscode.env.remoteName}"` : 'this computer'),
      vault: openVault(context),
      ...(profile && { profile }),
    });
    this.#owned.push(
      webview.onDidReceiveMessage(message => {
        const parsed = parseFromWebview(message);
        if (parsed?.kind === 'explain') void this.explainText(parsed.text, parsed.name);
        else if (parsed?.kind === 'use-profile') void vscode.commands.executeCommand('why401.useProfile');
        else if (parsed) void this.#conversation.receive(parsed);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#conversation.post()),
      webviewPanel.onDidDispose(() => this.#close()),
    );
    webviewPanel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map(folder => vscode.Uri.joinPath(context.extensionUri, folder)),
    };
    webview.html = panelHtml(webview, context.extensionUri);
  }

  reveal(preserveFocus: boolean): void {
    this.#webviewPanel.reveal(undefined, preserveFocus);
  }

  /** `doubts` hold the request back until the user sends it all the same. */
  load(request: ImportedRequest, source?: string, doubts: readonly WarningView[] = [], home?: Home): void {
    this.#conversation.load(request, source, doubts, home);
  }

  /** For the request that is in the form. */
  useProfile(id: string): void {
    // What a token endpoint gave is for another server.
    this.#conversation.useProfile(id, url => url === this.#signInUrl);
  }

  /** Shows an exchange of a sign-in. */
  explainSignIn(exchange: Exchange, earlier: readonly Exchange[]): void {
    this.#signInUrl = exchange.request.url;
    this.#conversation.explain(exchange, 'sign-in', earlier);
  }

  /** The exchange, or undefined where nothing was sent or the user cancelled. */
  send(): Promise<Exchange | undefined> {
    return this.#conversation.send();
  }

  /** What came of the request that was sent last. */
  get result(): ResultView | undefined {
    return this.#conversation.result?.result;
  }

  /** A fix of the likeliest cause, where the request that failed is still the one that is shown. */
  async takeFix(source: string, fix: string): Promise<void> {
    if (this.#conversation.result?.source !== source)
      void vscode.window.showInformationMessage('The panel shows another request now: send this one again.');
    else await this.#conversation.receive({ kind: 'fix', finding: 0, fix });
  }

  /** Experiments on the request that failed last. */
  async findOut(): Promise<void> {
    if (!vscode.workspace.isTrusted)
      void vscode.window.showInformationMessage('Nothing is sent from a workspace that is not trusted.');
    else if (!(await this.#conversation.findOut()))
      void vscode.window.showInformationMessage('There is nothing to find out yet: send a request that fails.');
  }

  /** Explains what a text recorded. Where it holds several exchanges, the user chooses, failed ones first. */
  async explainText(text: string, source: string): Promise<void> {
    const { exchanges, problems } = readRecorded(text);
    if (exchanges.length === 0) {
      void vscode.window.showErrorMessage(
        `Nothing to explain in ${source}: ${problems[0]?.message ?? 'no exchange was found'}`,
      );
      return;
    }
    const items = listRecorded(exchanges);
    const chosen =
      items.length === 1
        ? items[0]
        : await vscode.window.showQuickPick(items, {
            title: `Which of ${items.length} exchanges?`,
            matchOnDescription: true,
          });
    if (chosen) this.#conversation.explain(chosen.exchange, source, exchanges.slice(0, chosen.index));
  }

  /** A request from a pasted text, such as a curl command; false where it holds none. */
  importText(text: string): ReturnType<Conversation['importText']> {
    return this.#conversation.importText(text);
  }

  dispose(): void {
    this.#webviewPanel.dispose();
  }

  async #send(request: HttpRequest, options: SendOptions, signal: AbortSignal): Promise<Exchange> {
    const limits = await this.#files.options();
    return senderOf(this.#context).send(request, { ...limits, ...settingsFor(request.url), ...options }, signal);
  }

  #close(): void {
    this.#conversation.dispose();
    for (const owned of this.#owned) owned.dispose();
    void this.#files.dispose();
  }
}

async function chooseRequest(labels: readonly string[]): Promise<number | undefined> {
  const items = labels.map((label, index) => ({ label, index }));
  const chosen = await vscode.window.showQuickPick(items, { title: `Which of ${labels.length} requests?` });
  return chosen?.index;
}

async function mayAsk(origin: string, gives: string): Promise<boolean> {
  const detail = `An experiment would send it ${gives}.`;
  const picked = await vscode.window.showInformationMessage(`Ask ${origin}?`, { modal: true, detail }, 'Ask');
  return picked === 'Ask';
}

async function maySendAgain(method: string): Promise<boolean> {
  const detail = `Experiments would send this ${method} again, several times perhaps; each may do its work once more.`;
  const picked = await vscode.window.showWarningMessage(`Send ${method} again?`, { modal: true, detail }, 'Send Again');
  return picked === 'Send Again';
}

/** Cut short where the user cancels. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
