import { html, nothing, type TemplateResult } from 'lit';
import type { DiffView } from '../panel/protocol.ts';
import type { View } from './main.ts';

const signs = { same: ' ', removed: '−', added: '+' };

/** What a fix changes in the request, before it is sent. */
export function preview({ actions, state }: View, title: string, { lines, notes }: DiffView): TemplateResult {
  return html`<section class="prompt preview" id="prompt" tabindex="-1" aria-labelledby="prompt-title">
    <h2 id="prompt-title">${title}</h2>
    <div class="diff" role="list" aria-label="What changes in the request">${lines.map(({ kind, text }) => line(kind, text))}</div>
    ${notes.length > 0 ? html`<ul id="diff-notes" class="notes">${notes.map(note => html`<li>${note}</li>`)}</ul>` : nothing}
    <div class="buttons">
      <button type="button" id="send-fix" class="primary" ?disabled=${!state.maySend}
        aria-describedby=${notes.length > 0 ? 'diff-notes' : nothing}
        @click=${() => actions.post({ kind: 'send-fix' })}>Send</button>
      <button type="button" @click=${() => actions.post({ kind: 'close-prompt' })}>Cancel</button>
    </div>
  </section>`;
}

function line(kind: keyof typeof signs, text: string): TemplateResult {
  const said = kind === 'same' ? nothing : html`<span class="hidden">${kind}: </span>`;
  return html`<div role="listitem" class="line ${kind}"><span class="sign" aria-hidden="true">${signs[kind]}</span>${said}<code>${text}</code></div>`;
}
