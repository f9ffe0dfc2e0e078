// The page's side of the panel: snapshots in, DOM out. It keeps what is being typed and what was revealed, and nothing
// else; the host owns the rest. Texts of requests and responses only ever become text nodes.
import { html, render } from 'lit';
import {
  emptyForm,
  type FixPrompt,
  type Form,
  type FromWebview,
  type PanelState,
  type ToWebview,
} from '../panel/protocol.ts';
import { focusTarget } from './focus.ts';
import { requestForm } from './request-form.ts';
import { runView } from './run-view.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromWebview): void; setState(state: Form): void };

export interface Actions {
  readonly edit: (form: Form) => void;
  readonly send: () => void;
  readonly post: (message: FromWebview) => void;
  /** Shows or hides the true text of a masked one. */
  readonly toggleSecret: (target: string) => void;
  /** Makes a masked field of the form editable. */
  readonly editSecret: (target: string, apply: (text: string) => Form) => void;
}

export interface View {
  readonly state: PanelState;
  readonly form: Form;
  readonly revealed: ReadonlyMap<string, string>;
  readonly actions: Actions;
}

const vscode = acquireVsCodeApi();
const app = document.getElementById('app');
const revealed = new Map<string, string>();
const waiting = new Map<number, (text: string) => void>();
let state: PanelState = {
  revision: 0,
  form: emptyForm,
  problems: [],
  maySend: true,
  run: { kind: 'empty' },
  kept: emptyForm,
};
let form: Form = emptyForm;
let revision = 0;
let lastRequest = 0;
let editTimer: ReturnType<typeof setTimeout> | undefined;

const actions: Actions = {
  edit(edited) {
    form = edited;
    revision++;
    update();
    clearTimeout(editTimer);
    editTimer = setTimeout(() => vscode.postMessage({ kind: 'edit', revision, form }), 150);
  },
  send() {
    clearTimeout(editTimer);
    revision++;
    vscode.postMessage({ kind: 'send', revision, form });
  },
  post: message => vscode.postMessage(message),
  toggleSecret(target) {
    if (revealed.delete(target)) update();
    else
      reveal(target, text => {
        revealed.set(target, text);
        update();
      });
  },
  editSecret(target, apply) {
    reveal(target, text => {
      actions.edit(apply(text));
      document.getElementById(target)?.focus();
    });
  },
};

function reveal(target: string, then: (text: string) => void): void {
  const request = ++lastRequest;
  waiting.set(request, then);
  vscode.postMessage({ kind: 'reveal', request, target });
}

function receive(message: ToWebview): void {
  if (message.kind === 'reply') {
    if (message.reply.ok) waiting.get(message.request)?.(message.reply.value);
    waiting.delete(message.request);
    return;
  }
  const asked = promptOf(message.state);
  const before = state;
  const wasAsked = promptOf(before);
  if (message.state.run.kind === 'sending') revealed.clear();
  state = message.state;
  vscode.setState(state.kept);
  if (state.revision > revision || state.revision === 0) {
    revision = state.revision;
    form = state.form;
  }
  const holds = message.state.run.kind === 'held' && before.run.kind !== 'held';
  update();
  if (asked?.preview && !wasAsked?.preview) focusTarget('send-fix');
  else if (asked && !wasAsked) focusTarget('prompt');
  if (holds) focusTarget('send-anyway');
}

function promptOf({ run }: PanelState): FixPrompt | undefined {
  return run.kind === 'result' ? run.prompt : undefined;
}

function update(): void {
  if (!app) return;
  const view: View = { state, form, revealed, actions };
  render(html`${requestForm(view)}${runView(view)}`, app);
}

window.addEventListener('message', ({ data }: MessageEvent<ToWebview>) => receive(data));
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  actions.send();
});
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file) void explainFile(file);
});

/** Of a longer file only the beginning is looked at. */
const mostBytes = 100 * 1024 * 1024;

async function explainFile(file: File): Promise<void> {
  vscode.postMessage({ kind: 'explain', text: await file.slice(0, mostBytes).text(), name: file.name });
}

update();
vscode.postMessage({ kind: 'ready' });
