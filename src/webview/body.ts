import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BodyForm, BodyView, Segment } from '../panel/protocol.ts';
import type { View } from './main.ts';
import { findMatches, markMatches, mostMatches } from './search.ts';
import { revealButton, secretText, segments } from './segments.ts';

/** What the reader chose for a body: the form it is shown in, and what is searched for. */
export interface Reading {
  readonly kind?: BodyForm['kind'];
  readonly query: string;
  readonly current: number;
}

const unread: Reading = { query: '', current: 0 };

const kinds: Readonly<Record<BodyForm['kind'], string>> = {
  formatted: 'Formatted',
  received: 'As received',
  image: 'Image',
  hex: 'Bytes',
};

/** A body with its size, in the forms that fit it; that of a response can be searched, opened and saved. */
export function bodyBlock(view: View, body: BodyView): TemplateResult {
  const { target, forms } = body;
  const isResponse = target === 'response-body';
  const name = isResponse ? 'Response body' : 'Request body';
  const reading = view.reading.get(target) ?? unread;
  const form = forms.find(({ kind }) => kind === reading.kind) ?? forms[0];
  if (!form) return html``;
  const revealed = view.revealed.get(form.target);
  const text: readonly Segment[] = revealed === undefined ? form.value : [{ text: revealed }];
  const isText = form.kind !== 'image';
  return html`<div class="body" @keydown=${isResponse ? searchKeys(view, text, reading) : nothing}>
    <div class="body-bar"><span>Body${notesOf(body)}</span>
      ${forms.length > 1 ? formSelect(view, body, form, reading) : nothing}
      ${revealButton(view, form.target, 'body', form.value)}
      ${isResponse ? responseButtons(view, body) : nothing}</div>
    ${isResponse && isText ? searchBar(view, text, reading) : nothing}
    ${
      isText
        ? html`<pre id=${target} class=${form.kind} tabindex="0" role="region" aria-label=${name}>${
            isResponse && reading.query !== ''
              ? segments(markMatches(text, findMatches(text, reading.query), reading.current))
              : secretText(view, form.target, form.value)
          }</pre>`
        : image(target, revealed, body.size)
    }
  </div>`;
}

function notesOf({ size, cut, partial, inFile }: BodyView): string {
  const notes = [
    size === undefined ? '' : describeSize(size),
    inFile === 'whole' ? 'kept in a file' : inFile === 'beginning' ? 'the beginning is kept in a file' : '',
    cut ? 'the beginning is shown' : '',
    partial && !inFile ? 'not all of it could be read as text' : '',
  ].filter(Boolean);
  return notes.length > 0 ? `: ${notes.join(', ')}` : '';
}

function describeSize(size: number): string {
  if (size < 10_000) return `${size.toLocaleString('en')} ${size === 1 ? 'byte' : 'bytes'}`;
  return size < 1_000_000 ? `${Math.round(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

function formSelect(view: View, { target, forms }: BodyView, shown: BodyForm, reading: Reading): TemplateResult {
  const choose = (event: Event) => {
    const kind = (event.currentTarget as HTMLSelectElement).value as BodyForm['kind'];
    view.actions.read(target, { ...reading, kind, current: 0 });
  };
  return html`<label>Show <select @change=${choose}>${forms.map(
    ({ kind }) => html`<option value=${kind} .selected=${live(kind === shown.kind)}>${kinds[kind]}</option>`,
  )}</select></label>`;
}

function responseButtons({ actions }: View, { forms, inFile }: BodyView): TemplateResult {
  const isText = forms.some(({ kind }) => kind === 'received');
  return html`${
    isText || inFile
      ? html`<button type="button" class="small" @click=${() => actions.post({ kind: 'open-body' })}>Open in editor</button>`
      : nothing
  }<button type="button" class="small" @click=${() => actions.post({ kind: 'save-body' })}>Save to file…</button>`;
}

/** To the next match or, by -1, to the one before. */
function step(view: View, text: readonly Segment[], { query, current, ...shown }: Reading, by: number): void {
  const count = findMatches(text, query).length;
  if (count > 0) view.actions.read('response-body', { ...shown, query, current: (current + by + count) % count });
}

/** Enter in the search field, and F3 anywhere in the body, go on to the next match; with Shift to the one before. */
function searchKeys(view: View, text: readonly Segment[], reading: Reading): (event: KeyboardEvent) => void {
  return event => {
    const inField = event.target instanceof HTMLInputElement;
    if (event.key === 'F3' || (inField && event.key === 'Enter' && !event.ctrlKey && !event.metaKey))
      step(view, text, reading, event.shiftKey ? -1 : 1);
    else if (inField && event.key === 'Escape')
      view.actions.read('response-body', { ...reading, query: '', current: 0 });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function searchBar(view: View, text: readonly Segment[], reading: Reading): TemplateResult {
  const { query, current } = reading;
  const count = findMatches(text, query).length;
  const search = (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).value;
    view.actions.read('response-body', { ...reading, query: typed, current: 0 });
  };
  return html`<div class="search" role="search" aria-label="Response body">
    <input type="search" id="search-body" aria-label="Search the response body" placeholder="Search" autocomplete="off" spellcheck="false"
      .value=${live(query)} @input=${search}>
    <button type="button" class="small" ?disabled=${count === 0} @click=${() => step(view, text, reading, -1)}>Previous</button>
    <button type="button" class="small" ?disabled=${count === 0} @click=${() => step(view, text, reading, 1)}>Next</button>
    <span role="status">${query === '' ? '' : describeMatches(count, current)}</span>
  </div>`;
}

function describeMatches(count: number, current: number): string {
  if (count === 0) return 'Not found in what is shown';
  return `${current + 1} of ${count === mostMatches ? `the first ${count}` : count}`;
}

function image(target: string, source: string | undefined, size: number | undefined): TemplateResult {
  return html`<div id=${target} class="image" tabindex="-1">${
    source === undefined
      ? html`<p>Loading…</p>`
      : html`<img src=${source} alt="What the response shows${size === undefined ? '' : `, ${describeSize(size)}`}">`
  }</div>`;
}
