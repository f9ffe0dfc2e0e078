// The page's side of the panel: snapshots in, DOM out. It keeps what is being typed and what was revealed, and nothing
// else; the host owns the rest. Texts of requests and responses only ever become text nodes.
import { html, render } from 'lit';
import {
  type AuthEdit,
  emptyForm,
  type FixPrompt,
  type Form,
  type FromWebview,
  type PanelState,
  type ToWebview,
} from '../panel/protocol.ts';
import type { Typing } from './auth-fields.ts';
import type { Reading } from './body.ts';
import { focusTarget } from './focus.ts';
import { requestForm } from './request-form.ts';
import { runView } from './run-view.ts';
import { fixId } from './verdict.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromWebview): void; setState(state: Form): void };

export interface Actions {
  readonly edit: (form: Form) => void;
  readonly send: () => void;
  readonly post: (message: FromWebview) => void;
  /** Shows or hides the true text of a masked one. */
  readonly toggleSecret: (target: string) => void;
  /** How a body is shown, and what is searched for in it. */
  readonly read: (target: string, reading: Reading) => void;
  /** Another way to sign in, or what was typed for it; nothing typed shows what the host has. */
  readonly authorize: (auth: Typing) => void;
  /** Makes a masked field of the form editable. */
  readonly editSecret: (target: string, apply: (text: string) => Form) => void;
}

export interface View {
  readonly state: PanelState;
  readonly form: Form;
  readonly auth: Typing;
  readonly revealed: ReadonlyMap<string, string>;
  readonly reading: ReadonlyMap<string, Reading>;
  readonly actions: Actions;
}

const vscode = acquireVsCodeApi();
const app = document.getElementById('app');
const revealed = new Map<string, string>();
const reading = new Map<string, Reading>();
const waiting = new Map<number, (text: string) => void>();
let state: PanelState = {
  revision: 0,
  form: emptyForm,
  auth: { id: 0, kind: 'none', values: {}, secrets: [] },
  problems: [],
  maySend: true,
  run: { kind: 'empty' },
  kept: emptyForm,
};
let form: Form = emptyForm;
let revision = 0;
let auth: Typing = { kind: 'none', values: {} };
/** The host does not know yet what was typed there. */
let authTyped = false;
let lastRequest = 0;
let editTimer: ReturnType<typeof setTimeout> | undefined;

const actions: Actions = {
  edit(edited) {
    form = edited;
    revision++;
    update();
    clearTimeout(editTimer);
    editTimer = setTimeout(flush, 150);
  },
  send() {
    clearTimeout(editTimer);
    editTimer = undefined;
    revision++;
    vscode.postMessage({ kind: 'send', ...asTyped() });
  },
  post(message) {
    flush();
    vscode.postMessage(message);
  },
  read(target, chosen) {
    reading.set(target, chosen);
    update();
    showCurrentMatch();
  },
  authorize(typing) {
    auth = typing;
    authTyped = true;
    actions.edit(form);
  },
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

/** What was typed and the host was not told yet. */
function flush(): void {
  if (editTimer === undefined) return;
  clearTimeout(editTimer);
  editTimer = undefined;
  vscode.postMessage({ kind: 'edit', ...asTyped() });
}

function asTyped(): { readonly revision: number; readonly form: Form; readonly auth?: AuthEdit } {
  const { kind, values } = auth;
  const isKind = kind !== 'profile' && kind !== 'other';
  return { revision, form, ...(authTyped && isKind && { auth: { kind, values } }) };
}

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
  if (message.state.run.kind !== 'result') {
    revealed.clear();
    reading.clear();
  }
  state = message.state;
  vscode.setState(state.kept);
  if (state.revision > revision || state.revision === 0) {
    revision = state.revision;
    form = state.form;
    authTyped = false;
  }
  if (state.auth.id !== before.auth.id) {
    auth = { kind: state.auth.kind, values: {} };
    authTyped = false;
  }
  const holds = message.state.run.kind === 'held' && before.run.kind !== 'held';
  const answers = message.state.run.kind === 'result' && before.run.kind === 'sending';
  const stops = message.state.run.kind === 'stopped' && before.run.kind !== 'stopped';
  update();
  loadImage();
  // Whoever types elsewhere in the editor keeps the keys: Enter there must not send here.
  if (!document.hasFocus()) return;
  if (asked?.preview && !wasAsked?.preview) focusTarget('send-fix');
  else if (asked && !wasAsked) focusTarget('prompt');
  if (holds) focusTarget(document.getElementById('renew') ? 'renew' : 'send-anyway');
  // What was pressed, such as a fix, is gone.
  const isNowhere = document.activeElement === document.body;
  if (answers && isNowhere) focusTarget('verdict-title');
  else if (stops && isNowhere) focusTarget('stopped-title');
  else if (wasAsked && !asked && isNowhere) focusTarget(fixId(wasAsked.finding, wasAsked.fix));
}

/** An image comes once it is to be shown, and not with each snapshot. */
function loadImage(): void {
  const target = 'response-body-image';
  const body = state.run.kind === 'result' ? state.run.result.response?.body : undefined;
  const isImage = body?.forms.some(form => form.target === target);
  if (!isImage || revealed.has(target)) return;
  reveal(target, address => {
    revealed.set(target, address);
    update();
  });
}

function showCurrentMatch(): void {
  document.querySelector('mark.current')?.scrollIntoView({ block: 'nearest' });
}

function promptOf({ run }: PanelState): FixPrompt | undefined {
  return run.kind === 'result' ? run.prompt : undefined;
}

function update(): void {
  if (!app) return;
  const view: View = { state, form, auth, revealed, reading, actions };
  render(html`${requestForm(view)}${runView(view)}`, app);
}

window.addEventListener('message', ({ data }: MessageEvent<ToWebview>) => receive(data));
document.addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey)) return;
  const search = event.key.toLowerCase() === 'f' ? document.getElementById('search-body') : null;
  if (event.key !== 'Enter' && !search) return;
  event.preventDefault();
  if (search) search.focus();
  else actions.send();
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
