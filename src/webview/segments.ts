import { html, nothing, type TemplateResult } from 'lit';
import type { Segment } from '../panel/protocol.ts';
import type { View } from './main.ts';
import type { FoundSegment } from './search.ts';

/** A text with its secrets masked, or the true one while it is revealed. */
export function secretText(view: View, target: string, value: readonly Segment[]): TemplateResult {
  const revealed = view.revealed.get(target);
  return revealed === undefined ? segments(value) : html`<span class="revealed">${revealed}</span>`;
}

export function revealButton(
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

export function segments(value: readonly FoundSegment[]): TemplateResult {
  return html`${value.map(({ text, secret, marked, found }) => {
    const content = secret ? html`<span class="secret" title="Masked">${text}</span>` : text;
    if (found) return html`<mark class="found ${found}">${content}</mark>`;
    return marked ? html`<mark>${content}</mark>` : content;
  })}`;
}
