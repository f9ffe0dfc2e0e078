import { html, nothing, type TemplateResult } from 'lit';
import type { Run, WarningView } from '../panel/protocol.ts';
import { details } from './details.ts';
import type { Actions, View } from './main.ts';
import { verdict } from './verdict.ts';

/** What became of the request: nothing yet, under way, stopped, or the result with the verdict first. */
export function runView(view: View): TemplateResult {
  const { run } = view.state;
  return html`<p role="status" class="hidden">${announcement(run)}</p>${content(view)}`;
}

function content(view: View): TemplateResult {
  const { run } = view.state;
  switch (run.kind) {
    case 'empty':
      return html`<section class="empty">
        <h1>Why did that fail?</h1>
        <p>Send a request, and when the answer is 401 or 403 the reason stands here, with the evidence and what to change.</p>
        <p>To explain what failed elsewhere, copy a <code>curl -v</code> output or the raw HTTP messages, or save a HAR file, and
          run <b>Why401: Explain…</b> You can also drop the file here; hold Shift, or the editor opens it.</p>
      </section>`;
    case 'held':
      return held(view, run.warnings);
    case 'sending':
      return html`<section class="sending" aria-busy="true">
        <h1>Sending to ${run.to}…</h1>
        <div class="progress"></div>
        <button type="button" @click=${() => view.actions.post({ kind: 'cancel' })}>Cancel</button>
      </section>`;
    case 'stopped':
      return html`<section class="stopped"><h1 id="stopped-title" tabindex="-1">${run.message}</h1></section>`;
    case 'result':
      return html`${verdict(view, run)}${details(view, run.result)}`;
  }
}

function held({ actions }: View, warnings: readonly WarningView[]): TemplateResult {
  return html`<section class="held" aria-labelledby="held-title">
    <h1 id="held-title">Not sent yet</h1>
    <ul>${warnings.map(
      ({ message, mend }) => html`<li>${message}
        ${mend ? html`<button type="button" @click=${() => actions.post({ kind: 'mend-header', header: mend.header })}>${mend.title}</button>` : nothing}</li>`,
    )}</ul>
    ${warnings.some(({ renews }) => renews) ? renewButtons(actions) : nothing}
    <button type="button" id="send-anyway" class=${warnings.some(({ renews }) => renews) ? nothing : 'primary'}
      title="Send anyway (Ctrl+Enter)" @click=${actions.send}>Send anyway</button>
  </section>`;
}

/** New tokens for the profile, this time or always, and then the request. */
function renewButtons({ post }: Actions): TemplateResult {
  return html`<button type="button" id="renew" class="primary" @click=${() => post({ kind: 'profile', action: 'renew' })}>Refresh and send</button>
    <button type="button" @click=${() => post({ kind: 'profile', action: 'always' })}>Always refresh</button>`;
}

function announcement(run: Run): string | typeof nothing {
  switch (run.kind) {
    case 'empty':
      return nothing;
    case 'held':
      return `Not sent yet. ${run.warnings.map(({ message }) => message).join('. ')}`;
    case 'sending':
      return `Sending to ${run.to}`;
    case 'stopped':
      return run.message;
    case 'result': {
      const { status, findings, summary, comparison } = run.result;
      return [comparison, status, findings[0]?.title ?? summary].filter(Boolean).join('. ');
    }
  }
}
