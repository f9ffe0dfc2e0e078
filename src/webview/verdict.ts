import { html, nothing, type TemplateResult } from 'lit';
import type { EvidenceView, FindingView, FixPrompt, Run } from '../panel/protocol.ts';
import { experiments } from './experiments.ts';
import { focusTarget } from './focus.ts';
import type { View } from './main.ts';
import { preview } from './preview.ts';
import { writing } from './writing.ts';

/** The verdict: the likeliest cause, how sure, why, the evidence and the fixes; then what else it could be. */
export function verdict(view: View, run: Extract<Run, { kind: 'result' }>): TemplateResult {
  const { result, prompt, investigation } = run;
  const [first, ...others] = result.findings;
  const sayMore = others.filter(finding => finding.confidence.percent >= 1);
  return html`<section class="verdict ${result.outcome}" aria-labelledby="verdict-title">
    ${result.comparison ? html`<p class="comparison">${result.comparison}</p>` : nothing}
    ${view.state.writing ? writing(view, view.state.writing) : nothing}
    <p class="status">${result.status}</p>
    <h1 id="verdict-title" tabindex="-1">${first?.title ?? result.summary}</h1>
    ${first ? findingBody(view, first, 0, prompt) : nothing}
    ${experiments(view, result, investigation)}
    ${
      sayMore.length > 0
        ? html`<details class="others"><summary>What else it could be (${sayMore.length})</summary>
      ${sayMore.map((finding, i) => html`<section><h2>${finding.title}</h2>${findingBody(view, finding, i + 1, prompt)}</section>`)}
    </details>`
        : nothing
    }
    <p><button type="button" title="Copies what was sent, what came back and why as Markdown, with masked secrets"
      @click=${() => view.actions.post({ kind: 'copy-report' })}>Copy report</button></p>
    ${result.unseen ? html`<p class="unseen">${result.unseen}</p>` : nothing}
    ${
      result.observations.length > 0
        ? html`<h2>Also seen</h2>
      <ul class="observations">${result.observations.map(item => html`<li>${item.text} ${placeLink(item)}</li>`)}</ul>`
        : nothing
    }
  </section>`;
}

function findingBody(view: View, finding: FindingView, index: number, prompt?: FixPrompt): TemplateResult {
  const { words, percent } = finding.confidence;
  return html`<p class="confidence"><span class="meter" aria-hidden="true"><span class="fill" data-tenths=${Math.floor(percent / 10)}></span></span>
      ${words}, ${percent} %</p>
    ${finding.why ? html`<p class="why">${finding.why}</p>` : nothing}
    ${finding.evidence.length > 0 ? html`<h2>Evidence</h2><ul class="evidence">${finding.evidence.map(evidenceItem)}</ul>` : nothing}
    ${finding.experiment ? html`<p><b>To be sure:</b> ${finding.experiment}</p>` : nothing}
    ${
      finding.fixes.length > 0
        ? html`<h2>What to do</h2><ul class="fixes">${finding.fixes.map(fix =>
            fix.works
              ? html`<li><button type="button" id=${fixId(index, fix.id)} @click=${() => view.actions.post({ kind: 'fix', finding: index, fix: fix.id })}>${fix.title}</button></li>`
              : html`<li>${fix.title}</li>`,
          )}</ul>`
        : nothing
    }
    ${prompt?.finding === index ? promptBox(view, prompt) : nothing}
    ${
      finding.references.length > 0
        ? html`<h2>Read on</h2><ul class="references">${finding.references.map(({ title, url }) => html`<li><a href=${url}>${title}</a></li>`)}</ul>`
        : nothing
    }`;
}

/** Where the focus goes back to when the fix is not taken. */
export function fixId(finding: number, fix: string): string {
  return `fix-${finding}-${fix}`;
}

/** Beside the button that asked for it; Escape leaves it as Cancel does. */
function promptBox(view: View, prompt: FixPrompt): TemplateResult {
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') view.actions.post({ kind: 'close-prompt' });
  };
  return html`<div @keydown=${leave}>${prompt.preview ? preview(view, prompt.title, prompt.preview) : promptForm(view, prompt)}</div>`;
}

function evidenceItem(item: EvidenceView): TemplateResult {
  return html`<li class=${item.against ? 'against' : 'for'}>${item.against ? html`<b>Against it:</b> ` : nothing}${item.text} ${placeLink(item)}</li>`;
}

/** Leads to the very thing below. */
function placeLink({
  target,
  place,
}: {
  readonly target?: string;
  readonly place?: string;
}): TemplateResult | typeof nothing {
  if (!target || !place) return nothing;
  return html`<button type="button" class="link" @click=${() => focusTarget(target)}>${place}</button>`;
}

function promptForm({ actions }: View, prompt: FixPrompt): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const answers: Record<string, string> = {};
    for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement)) answers[name] = String(value);
    actions.post({ kind: 'fix', finding: prompt.finding, fix: prompt.fix, answers });
  };
  const close = () => actions.post({ kind: 'close-prompt' });
  return html`<form class="prompt" id="prompt" tabindex="-1" aria-labelledby="prompt-title" @submit=${submit}>
    <h2 id="prompt-title">${prompt.title}</h2>
    <p>${prompt.text}</p>
    ${prompt.lines ? html`<pre class="lines" tabindex="0" aria-label="Lines to copy">${prompt.lines}</pre>` : nothing}
    ${prompt.questions?.map(
      question => html`<div class="question">
      <label for="answer-${question.name}">${question.label}${question.optional ? ' (optional)' : ''}</label>
      <input id="answer-${question.name}" name=${question.name} type=${question.secret ? 'password' : 'text'} autocomplete="off"
        spellcheck="false" ?required=${!question.optional && !question.kept} value=${question.value ?? ''}
        placeholder=${question.kept ? 'kept; leave empty to use it' : nothing}
        aria-describedby=${question.help ? `help-${question.name}` : nothing}>
      ${question.help ? html`<small id="help-${question.name}">${question.help}</small>` : nothing}
    </div>`,
    )}
    ${
      prompt.keepFor
        ? html`<label class="keep"><input type="checkbox" name="keep"> Keep in VS Code's secret storage for ${prompt.keepFor}, if it works</label>`
        : nothing
    }
    <div class="buttons">
      ${prompt.questions ? html`<button type="submit" class="primary">Continue</button>` : nothing}
      <button type="button" @click=${close}>${prompt.questions ? 'Cancel' : 'Close'}</button>
    </div>
  </form>`;
}
