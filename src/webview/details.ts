import { html, nothing, type TemplateResult } from 'lit';
import type {
  BodyView,
  ClaimView,
  HeaderView,
  HopView,
  MessageView,
  ResultView,
  Segment,
  TokenView,
} from '../panel/protocol.ts';
import type { View } from './main.ts';

/** What was sent and what came back, with every place that evidence speaks of. */
export function details(view: View, result: ResultView): TemplateResult {
  return html`
    ${result.hops.length > 0 ? hopList(result.hops) : nothing}
    ${messageSection(view, result.hops.length > 0 ? 'Last request as sent' : 'Request as sent', result.request)}
    ${result.token ? tokenSection(result.token) : nothing}
    ${result.response ? messageSection(view, 'Response', result.response) : nothing}
    ${
      result.facts.length > 0
        ? html`<section><h2>Run</h2><dl class="facts">${result.facts.map(
            ({ target, name, value }) =>
              html`<div id=${target ?? nothing} tabindex="-1"><dt>${name}</dt><dd>${value}</dd></div>`,
          )}</dl></section>`
        : nothing
    }`;
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

function bodyBlock(view: View, body: BodyView): TemplateResult {
  const response = body.target === 'response-body';
  const notes = [
    body.size === undefined ? '' : `${body.size.toLocaleString('en')} bytes`,
    body.cut ? 'the beginning is shown' : '',
    body.partial ? 'not all of it could be read as text' : '',
  ].filter(Boolean);
  return html`<div class="body">
    <div class="body-bar"><span>Body${notes.length > 0 ? `: ${notes.join(', ')}` : ''}</span>
      ${revealButton(view, body.target, 'body', body.value)}
      ${response ? html`<button type="button" class="small" @click=${() => view.actions.post({ kind: 'open-body' })}>Open in editor</button>` : nothing}</div>
    <pre id=${body.target} tabindex="0" aria-label=${response ? 'Response body' : 'Request body'}>${secretText(view, body.target, body.value)}</pre>
  </div>`;
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

function secretText(view: View, target: string, value: readonly Segment[]): TemplateResult {
  const revealed = view.revealed.get(target);
  return revealed === undefined ? segments(value) : html`<span class="revealed">${revealed}</span>`;
}

function revealButton(
  view: View,
  target: string,
  label: string,
  value: readonly Segment[],
): TemplateResult | typeof nothing {
  if (!value.some(segment => segment.secret)) return nothing;
  const shown = view.revealed.has(target);
  return html`<button type="button" class="small" aria-label="${shown ? 'Hide' : 'Reveal'} ${label}" aria-pressed=${shown ? 'true' : 'false'}
    @click=${() => view.actions.toggleSecret(target)}>${shown ? 'Hide' : 'Reveal'}</button>`;
}

function segments(value: readonly Segment[]): TemplateResult {
  return html`${value.map(({ text, secret, marked }) => {
    const content = secret ? html`<span class="secret" title="Masked">${text}</span>` : text;
    return marked ? html`<mark>${content}</mark>` : content;
  })}`;
}
