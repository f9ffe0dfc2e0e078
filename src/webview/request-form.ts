import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Form, FormProblem, HeaderField } from '../panel/protocol.ts';
import { authFields } from './auth-fields.ts';
import { headerLists, valueListOf } from './header-lists.ts';
import type { View } from './main.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const severities = { error: 'Error', warning: 'Warning', info: 'Note', hint: 'Hint' };

const copyIcon = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.5 4.5v-3h9v10h-3m-10-7h9v10h-9z"></path></svg>`;

let added = 0;

/** The request to send: method, URL, headers and body. A field with a secret shows it masked until it is edited. */
export function requestForm(view: View): TemplateResult {
  const { state, form, actions } = view;
  const shown = state.run.kind !== 'empty' && state.run.kind !== 'stopped';
  const submit = (event: Event) => {
    event.preventDefault();
    actions.send();
  };
  return html`<form class="request" aria-label="Request" @submit=${submit}>
    ${state.source ? html`<p class="source">${state.source}</p>` : nothing}
    ${state.maySend ? nothing : html`<p class="notice">This workspace is not trusted, so nothing is sent from it.</p>`}
    <div class="line">
      <label class="hidden" for="form-method">Method</label>
      <input id="form-method" class="method" list="methods" autocomplete="off" spellcheck="false" .value=${live(form.method)}
        @input=${(event: Event) => actions.edit({ ...form, method: textOf(event) })}>
      <datalist id="methods">${methods.map(method => html`<option value=${method}></option>`)}</datalist>
      <label class="hidden" for="form-url">URL</label>
      ${urlField(view)}
      <button type="submit" class="primary" ?disabled=${!state.maySend} title="Send (Ctrl+Enter)">Send</button>
      <button type="button" class="icon" aria-label="Copy request as…" title="Copy request as cURL, fetch, PowerShell, HAR or .http, without its secrets"
        @click=${() => actions.post({ kind: 'copy-request' })}>${copyIcon}</button>
    </div>
    ${authFields(view)}
    <details ?open=${!shown && form.headers.length > 0}>
      <summary>Headers${form.headers.length > 0 ? ` (${form.headers.length})` : ''}${problemMark(state.problems)}</summary>
      ${headerLists}
      ${repeat(
        form.headers,
        header => header.id,
        (header, i) => headerRow(view, header, i),
      )}
      <button type="button" @click=${() => addHeader(view)}>Add header</button>
    </details>
    <details ?open=${!shown && form.body.text !== ''}>
      <summary>Body${form.body.text === '' ? '' : ` (${form.body.text.length} characters)`}</summary>
      <label class="hidden" for="form-body">Body</label>
      <textarea id="form-body" rows="5" spellcheck="false" ?readonly=${form.body.masked} .value=${live(form.body.text)}
        @input=${(event: Event) => actions.edit({ ...form, body: open(textOf(event)) })}></textarea>
      ${form.body.masked ? editButton(view, 'form-body', 'body', text => ({ ...form, body: open(text) })) : nothing}
    </details>
  </form>`;
}

function urlField(view: View): TemplateResult {
  const { form, actions } = view;
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    // An address is one line; a command, a call or a document is imported.
    if (!/^(?:curl|fetch|invoke-|iwr|irm)\b|\n/i.test(text.trim())) return;
    event.preventDefault();
    actions.post({ kind: 'import', text });
  };
  return html`<input id="form-url" class="url" type="text" inputmode="url" spellcheck="false" autocomplete="off"
      placeholder="https://… or paste a curl command" ?readonly=${form.url.masked} .value=${live(form.url.text)}
      @paste=${paste} @input=${(event: Event) => actions.edit({ ...form, url: open(textOf(event)) })}>
    ${form.url.masked ? editButton(view, 'form-url', 'URL', text => ({ ...form, url: open(text) })) : nothing}`;
}

function headerRow(view: View, header: HeaderField, index: number): TemplateResult {
  const { form, actions, state } = view;
  const id = `form-header-${header.id}`;
  const label = header.name || `header ${index + 1}`;
  const problem = state.problems.find(entry => entry.header === header.id);
  const change = (changed: Partial<HeaderField>): Form => ({
    ...form,
    headers: form.headers.map(other => (other.id === header.id ? { ...other, ...changed } : other)),
  });
  const remove = () => actions.edit({ ...form, headers: form.headers.filter(other => other.id !== header.id) });
  return html`<div class="header-row">
    <input id="${id}-name" class="name" list="header-names" aria-label="Name of header ${index + 1}" placeholder="Name" spellcheck="false"
      autocomplete="off" .value=${live(header.name)} @input=${(event: Event) => actions.edit(change({ name: textOf(event) }))}>
    <input id=${id} class="value" list=${valueListOf(header.name) ?? nothing} aria-label="Value of ${label}" placeholder="Value" spellcheck="false" autocomplete="off"
      ?readonly=${header.value.masked} .value=${live(header.value.text)} aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby=${problem ? `${id}-problem` : nothing}
      @input=${(event: Event) => actions.edit(change({ value: open(textOf(event)) }))}>
    ${header.value.masked ? editButton(view, id, label, text => change({ value: open(text) })) : nothing}
    <button type="button" class="icon" aria-label="Remove ${label}" title="Remove" @click=${remove}>×</button>
    <div class="problems" role="status">${problem ? problemLine(view, problem, `${id}-problem`) : nothing}</div>
  </div>`;
}

function problemLine({ actions }: View, problem: FormProblem, id: string): TemplateResult {
  const { severity, message, fix, header } = problem;
  return html`<p class="problem ${severity}" id=${id}>
    ${severities[severity]}: ${message}
    ${fix ? html`<button type="button" @click=${() => actions.post({ kind: 'mend-header', header })}>${fix}</button>` : nothing}
  </p>`;
}

function problemMark(problems: readonly FormProblem[]): string {
  if (problems.length === 0) return '';
  return `: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}`;
}

function editButton(view: View, target: string, label: string, apply: (text: string) => Form): TemplateResult {
  return html`<button type="button" aria-label="Reveal and edit ${label}" @click=${() => view.actions.editSecret(target, apply)}>
    Edit
  </button>`;
}

function addHeader({ form, actions }: View): void {
  const id = `new-${++added}`;
  const first = form.headers.some(({ name }) => /^authorization$/i.test(name));
  const name = first ? '' : 'Authorization';
  actions.edit({ ...form, headers: [...form.headers, { id, name, value: open('') }] });
  document.getElementById(first ? `form-header-${id}-name` : `form-header-${id}`)?.focus();
}

function open(text: string): { readonly text: string; readonly masked: boolean } {
  return { text, masked: false };
}

function textOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value;
}
