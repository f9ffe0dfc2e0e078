import { html, nothing, type TemplateResult } from 'lit';
import type { InvestigationView, ResultView } from '../panel/protocol.ts';
import type { View } from './main.ts';

/** Below it, the likeliest cause is worth a doubt. */
const doubted = 90;

/** Offers experiments where the answer leaves a doubt, and shows what they changed, what came back and what it says. */
export function experiments(
  { actions, state }: View,
  { findings }: ResultView,
  investigation: InvestigationView | undefined,
): TemplateResult | typeof nothing {
  const [first] = findings;
  if (!investigation) {
    if (!first || first.confidence.percent >= doubted || !state.maySend) return nothing;
    return html`<p><button type="button" title="Sends variations of the request, each with one thing changed, and compares the answers"
      @click=${() => actions.post({ kind: 'find-out' })}>Find out why</button></p>`;
  }
  const { steps, running } = investigation;
  return html`<section aria-labelledby="experiments-title" aria-busy=${running}>
    <h2 id="experiments-title">Experiments</h2>
    ${steps.length > 0 ? table(steps) : nothing}
    ${running ? nothing : steps.map(({ mends, title }, step) => (mends ? use(title, () => actions.post({ kind: 'use-experiment', step })) : nothing))}
    ${
      running
        ? html`<div class="progress"></div><button type="button" @click=${() => actions.post({ kind: 'cancel' })}>Stop</button>`
        : html`<p role="status">${conclusion(steps.length, first?.confidence.percent)}</p>`
    }
  </section>`;
}

function use(title: string, take: () => void): TemplateResult {
  return html`<p><button type="button" class="primary" title=${title} @click=${take}>Use the request that worked</button></p>`;
}

function table(steps: InvestigationView['steps']): TemplateResult {
  return html`<table class="experiments">
    <thead><tr><th scope="col">Changed</th><th scope="col">Answer</th><th scope="col">What it says</th></tr></thead>
    <tbody>${steps.map(({ title, answer, says }) => html`<tr><th scope="row">${title}</th><td>${answer}</td><td>${says}</td></tr>`)}</tbody>
  </table>`;
}

function conclusion(count: number, percent: number | undefined): string {
  if (count === 0)
    return 'There is no experiment that would tell more without sending a password twice or changing something.';
  if (percent === undefined || percent < doubted) return 'No further experiment would tell more.';
  return count === 1 ? 'One experiment was enough.' : `${count} experiments were enough.`;
}
