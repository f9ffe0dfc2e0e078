import { html, nothing, type TemplateResult } from 'lit';
import type { ClaimView, HeaderView, HopView, MessageView, ResultView, TokenView } from '../panel/protocol.ts';
import { bodyBlock } from './body.ts';
import { connection } from './connection.ts';
import type { View } from './main.ts';
import { revealButton, secretText, segments } from './segments.ts';

/** What was sent and what came back, with every place that evidence speaks of. */
export function details(view: View, result: ResultView): TemplateResult {
  return html`
    ${result.hops.length > 0 ? hopList(result.hops) : nothing}
    ${messageSection(view, result.hops.length > 0 ? 'Last request as sent' : 'Request as sent', result.request)}
    ${result.token ? tokenSection(result.token) : nothing}
    ${result.response ? messageSection(view, 'Response', result.response) : nothing}
    ${connection(result)}`;
}

function hopList(hops: readonly HopView[]): TemplateResult {
  return html`<section><h2>Redirects</h2><ol class="hops">${hops.map(
    hop => html`<li id=${hop.target} tabindex="-1" class=${hop.marked ? 'marked' : ''}>
      <b>${hop.title}</b> from <code>${segments(hop.from)}</code> to <code>${segments(hop.to)}</code>
      ${
        hop.credentials.length > 0
          ? html`<ul>${hop.credentials.map(
              ({ name, fate, reason }) =>
                html`<li><code>${name}</code> <b class="fate ${fate}">${fate}</b>: ${reason}</li>`,
            )}</ul>`
          : nothing
      }
    </li>`,
  )}</ol></section>`;
}

function messageSection(view: View, title: string, message: MessageView): TemplateResult {
  const { target, value } = message.startLine;
  return html`<section class="message"><h2>${title}</h2>
    <div class="http">
      <div class="start-line" id=${target} tabindex="-1">${secretText(view, target, value)} ${revealButton(view, target, 'URL', value)}</div>
      ${message.headers.map(header => headerLine(view, header))}
    </div>
    ${message.body ? bodyBlock(view, message.body) : nothing}
  </section>`;
}

function headerLine(view: View, header: HeaderView): TemplateResult {
  if (header.absent)
    return html`<div class="header absent" id=${header.target} tabindex="-1"><span class="name">${header.name}:</span> <i>not there</i></div>`;
  return html`<div class="header ${header.marked ? 'marked' : ''}" id=${header.target} tabindex="-1"><span class="name">${header.name}:</span>
    ${secretText(view, header.target, header.value)} ${revealButton(view, header.target, header.name, header.value)}</div>`;
}

function tokenSection({ title, header, payload }: TokenView): TemplateResult {
  return html`<section class="token"><h2>Token sent</h2><p>${title}</p>
    ${claimTable('Header', header)}${payload.length > 0 ? claimTable('Claims', payload) : nothing}</section>`;
}

function claimTable(caption: string, claims: readonly ClaimView[]): TemplateResult {
  return html`<table><caption>${caption}</caption>
    <thead class="hidden"><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Meaning</th></tr></thead>
    <tbody>${claims.map(
      ({ target, name, value, meaning, marked }) => html`<tr id=${target} tabindex="-1" class=${marked ? 'marked' : ''}>
        <th scope="row">${name}</th><td><code>${value}</code></td><td>${meaning ?? ''}</td></tr>`,
    )}</tbody></table>`;
}
