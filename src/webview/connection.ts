import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ResultView, TimingView, TlsView } from '../panel/protocol.ts';

/** When, how and over what the request went. */
export function connection({ facts, timing, tls }: ResultView): TemplateResult | typeof nothing {
  if (facts.length === 0 && !timing && !tls) return nothing;
  return html`<section class="connection"><h2>Connection</h2>
    <dl class="facts">${facts.map(
      ({ target, name, value }) =>
        html`<div id=${target ?? nothing} tabindex="-1"><dt>${name}</dt><dd>${value}</dd></div>`,
    )}${tls ? security(tls) : nothing}${timing ? html`<div><dt>Time</dt><dd>${timing.total}</dd></div>` : nothing}</dl>
    ${timing && timing.phases.length > 0 ? phaseTable(timing) : nothing}
  </section>`;
}

function security({ connection: described, verified, certificates }: TlsView): TemplateResult {
  return html`<div><dt>TLS</dt><dd><span class=${verified ? 'verified' : 'unverified'}>${described}</span>
    ${certificates.length > 0 ? html`<ol class="chain" aria-label="Certificates">${certificates.map(certificate => html`<li>${certificate}</li>`)}</ol>` : nothing}</dd></div>`;
}

function phaseTable({ phases }: TimingView): TemplateResult {
  return html`<table class="phases"><caption>Time by phase</caption>
    <thead class="hidden"><tr><th scope="col">Phase</th><th scope="col">Time</th><td></td></tr></thead>
    <tbody>${phases.map(
      ({ name, time, start, length }) => html`<tr><th scope="row">${name}</th><td>${time}</td>
        <td aria-hidden="true"><svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" focusable="false">${svg`<rect x=${Math.min(start, 99)} width=${Math.max(length, 1)} height="1"></rect>`}</svg></td></tr>`,
    )}</tbody></table>`;
}
