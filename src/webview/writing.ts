import { html, type TemplateResult } from 'lit';
import type { WritingView } from '../panel/protocol.ts';
import type { View } from './main.ts';

/** Offers to write the request that a fix has mended to its file, and says what came of it. */
export function writing({ actions }: View, { place, state }: WritingView): TemplateResult {
  switch (state) {
    case 'offered':
      return html`<p><button type="button" id="write-fix" class="primary"
        @click=${() => actions.post({ kind: 'write-fix' })}>Write it to ${place}</button></p>`;
    case 'written':
      return html`<p role="status">Written to ${place}; Undo takes it back there.</p>`;
    case 'changed':
      return html`<p role="status">Nothing was written: ${place} has changed since the request was sent.</p>`;
  }
}
