// What the panel's host remembers and does between a message of the page and the next snapshot. It knows neither VS Code
// nor the network: sending, opening and posting are given to it, so the whole of it runs in a plain test.
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/model.ts';
import { findOut, type Step } from '../repair/experiments/find-out.ts';
import { takeFirstSteps } from '../repair/first-steps.ts';
import { findRepair } from '../repair/index.ts';
import { compareOutcomes, describeOutcome } from '../repair/outcome.ts';
import { type Question, type RepairStep, writtenRequest } from '../repair/repair.ts';
import { optionsFor } from '../repair/send-elsewhere.ts';
import type { ImportedRequest } from '../request/importer.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { askToRenew, changeProfile } from './change-profile.ts';
import { Draft } from './draft.ts';
import { formFields, keepOpen, putHeaders, trueText, withoutAuthorization } from './form.ts';
import { problemsOf, warningsOf } from './form-problems.ts';
import type { Home } from './home.ts';
import { readImported } from './imported.ts';
import type { Outside } from './outside.ts';
import { present, revealTarget } from './present.ts';
import { presentSteps, reportOf } from './present-run.ts';
import type { FixPrompt, FromWebview, PanelState, Reply, ResultView, Run, WarningView } from './protocol.ts';
import { isWritable, type Proposal, takeFix } from './take-fix.ts';
import { WriteOffer } from './write-offer.ts';

export class Conversation {
  readonly #outside: Outside;
  readonly #draft = new Draft();
  #source: string | undefined;
  #run: Run = { kind: 'empty' };
  #shown: { readonly exchange: Exchange; readonly diagnosis: Diagnosis } | undefined;
  #earlier: readonly Exchange[] = [];
  #sending: AbortController | undefined;
  #asked: readonly Question[] = [];
  #proposed: Proposal | undefined;
  readonly #writing = new WriteOffer();
  #steps: readonly Step[] = [];
  /** The request that was last held back, as JSON. */
  #held: string | undefined;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  get result(): { readonly source: string; readonly result: ResultView } | undefined {
    return this.#run.kind === 'result' ? { source: this.#source ?? '', result: this.#run.result } : undefined;
  }

  /** Experiments on the failed request; each answer updates the ranking. False where there is nothing to find out. */
  async findOut(): Promise<boolean> {
    const shown = this.#shown;
    if (!shown || this.#run.kind !== 'result' || shown.diagnosis.findings.length === 0) return false;
    if (!this.#outside.maySend()) return false;
    this.#sending?.abort();
    const sending = new AbortController();
    this.#sending = sending;
    const { exchange } = shown;
    const steps: Step[] = [];
    this.#investigate(steps, true);
    const home = writtenRequest(exchange).url;
    const { options } = this.#draft;
    const experiments = findOut(exchange, {
      send: (request, own) =>
        this.#outside.send(request, { ...optionsFor(request.url, home, options), ...own }, sending.signal),
      ...this.#outside.investigating,
      earlier: this.#earlier,
      signal: sending.signal,
    });
    for await (const step of experiments) {
      if (this.#sending !== sending) return true;
      steps.push(step);
      this.#show(exchange, undefined, step.diagnosis);
      this.#investigate(steps, true);
    }
    if (this.#sending !== sending) return true;
    this.#sending = undefined;
    this.#investigate(steps, false);
    return true;
  }

  async #useExperiment(index: number): Promise<void> {
    const mended = this.#steps[index]?.mended;
    if (!mended || this.#run.kind !== 'result') return;
    const label = this.#describeShown();
    this.#draft.set(this.#outside.profile?.takeBack(mended.request) ?? mended.request);
    this.#draft.options = { ...this.#draft.options, ...mended.options };
    await this.#attempt(label);
  }

  #investigate(steps: readonly Step[], running: boolean): void {
    if (this.#run.kind !== 'result') return;
    this.#steps = [...steps];
    this.#run = { kind: 'result', result: this.#run.result, investigation: presentSteps(steps, running) };
    this.post();
  }

  /** Fills the form; the last result goes. */
  load(request: ImportedRequest, source?: string, doubts: readonly WarningView[] = [], home?: Home): void {
    this.#writing.reset(home);
    this.#sending?.abort();
    this.#sending = undefined;
    this.#draft.set(request);
    this.#draft.options = request.options ?? {};
    this.#outside.profile?.reset(request.profile);
    this.#source = source;
    this.#keepShown();
    this.#shown = undefined;
    if (doubts.length > 0) this.#held = JSON.stringify(this.#draft.request());
    this.#run = doubts.length > 0 ? { kind: 'held', warnings: doubts } : { kind: 'empty' };
    this.post();
  }

  /** Shows an exchange that something else recorded. */
  explain(exchange: Exchange, source: string, earlier: readonly Exchange[] = []): void {
    this.load(writtenRequest(exchange), source);
    this.#earlier = earlier;
    this.#show(exchange);
    this.post();
  }

  /** In the place of what the request signs in with. A request for `isForeign` addresses makes room for another one. */
  useProfile(id: string, isForeign: (url: string) => boolean = () => false): void {
    const form = this.#draft.request();
    this.#draft.set(isForeign(form.url) ? { method: 'GET', url: '', headers: [] } : withoutAuthorization(form));
    this.#draft.forgetPasswords();
    this.#outside.profile?.choose(id, this.#draft.whole().url);
    this.#held = undefined;
    this.#checkHeld();
    this.post();
  }

  /** A text with a request. What could not be taken over holds it back; `cancelled`: the user chose none of several. */
  async importText(text: string): Promise<'ready' | 'held' | 'none' | 'cancelled'> {
    const imported = await readImported(text, this.#outside.choose);
    if (typeof imported === 'string') return imported;
    this.load(imported.request, undefined, imported.warnings);
    return imported.warnings.length > 0 ? 'held' : 'ready';
  }

  /** Where something speaks against it, nothing is sent until the same request is to be sent again. */
  async send(renewing = false): Promise<Exchange | undefined> {
    const { maySend, now, profile } = this.#outside;
    const request = JSON.stringify(this.#draft.request());
    if (!maySend() || (this.#held === request && !renewing)) return this.#attempt();
    const ofProfile = profile ? await profile.check(this.#draft.whole(), renewing) : [];
    if (ofProfile === 'cancelled') return this.#stop('Cancelled');
    const warnings = [...ofProfile, ...warningsOf(this.#draft.fields, now())];
    if (warnings.length === 0) return this.#attempt();
    this.#held = request;
    this.#run = { kind: 'held', warnings };
    this.post();
    return undefined;
  }

  async receive(message: Exclude<FromWebview, { kind: 'explain' | 'use-profile' }>): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.post();
      case 'edit':
        return this.#edit(message);
      case 'send':
        this.#edit(message);
        await this.send();
        return;
      case 'cancel':
        return this.#sending?.abort();
      case 'import':
        await this.importText(message.text);
        return;
      case 'mend-header':
        return this.#mend(message.header);
      case 'profile':
        if (await changeProfile(this.#outside.profile, message.action, this.#draft.whole())) await this.send(true);
        return this.post();
      case 'reveal':
        return this.#reveal(message.request, message.target);
      case 'fix':
        return this.#fix(message);
      case 'send-fix':
        return this.#sendProposed();
      case 'write-fix':
        await this.#writing.take();
        return this.post();
      case 'find-out':
        await this.findOut();
        return;
      case 'use-experiment':
        return this.#useExperiment(message.step);
      case 'close-prompt':
        return this.#setPrompt();
      case 'open-body':
      case 'save-body':
        return this.#passBody(message.kind === 'open-body' ? this.#outside.openBody : this.#outside.saveBody);
      case 'copy-request':
        this.#outside.copyRequest({ ...this.#draft.request(), options: this.#draft.options });
        return;
      case 'copy-report':
        return this.#copyReport();
    }
  }

  /** Sends the snapshot. */
  post(): void {
    const form = formFields(this.#draft.fields);
    const profile = this.#outside.profile?.show(this.#draft.whole());
    const state: PanelState = {
      revision: this.#draft.revision,
      form,
      auth: this.#draft.auth(),
      ...(profile && { profile }),
      problems: problemsOf(this.#draft.fields),
      maySend: this.#outside.maySend(),
      ...(this.#source && { source: this.#source }),
      run: this.#run,
      ...(this.#writing.view && { writing: this.#writing.view }),
      kept: keepOpen(this.#draft.fields),
    };
    this.#outside.post({ kind: 'state', state });
  }

  dispose(): void {
    this.#sending?.abort();
  }

  #edit({ revision, form, auth }: Extract<FromWebview, { kind: 'edit' | 'send' }>): void {
    this.#draft.merge(form, revision, auth);
    // What was shown is not what would change now.
    if (this.#proposed) this.#setPrompt();
    this.#checkHeld();
    this.post();
  }

  /** What is held back was edited: what still speaks against sending it? */
  #checkHeld(): void {
    if (this.#run.kind !== 'held') return;
    const warnings = warningsOf(this.#draft.fields, this.#outside.now());
    this.#run = warnings.length > 0 ? { kind: 'held', warnings } : { kind: 'empty' };
  }

  async #attempt(before?: string, renewed = false): Promise<Exchange | undefined> {
    const request = this.#draft.complete();
    if (!this.#outside.maySend()) return this.#stop('Nothing is sent from a workspace that is not trusted');
    if (!request) return this.#stop(`"${this.#draft.fields.url}" is no http or https URL`);
    this.#draft.set(request);
    const { options } = this.#draft;
    const { profile } = this.#outside;
    const used = profile && (await profile.use(this.#draft.whole()));
    // Tokens may run out before the same request is sent again.
    if (used) this.#held = undefined;
    const sent = used ? putHeaders(request, used.headers) : request;
    const exchange = await this.#sendOne(sent, { ...options, ...used?.options });
    if (!exchange) return undefined;
    this.#keepShown();
    const diagnosis = diagnose(exchange, { earlier: this.#earlier });
    this.#show(exchange, before, diagnosis);
    const renewal = profile?.judge(exchange, diagnosis);
    this.post();
    const source = this.#source;
    const ran = { ...request, options, ...(used && { profile: used.name }) };
    this.#outside.ran({ request: ran, exchange, diagnosis, ...(source && { source }) });
    if (renewed || !used || !renewal) return exchange;
    if (renewal === 'renew') return (await this.#renewAndSend()) ?? exchange;
    this.#setPrompt(askToRenew(used.name));
    return exchange;
  }

  /** New tokens in the place of the one that was refused, and the request once more: once, whatever comes of it. */
  async #renewAndSend(): Promise<Exchange | undefined> {
    const { revision } = this.#draft;
    const before = this.#describeShown();
    const renewed = this.#outside.maySend() && (await this.#outside.profile?.renew());
    // What was edited meanwhile is another request.
    if (!renewed || this.#draft.revision !== revision) return undefined;
    return this.#attempt(`${before}, refreshed`, true);
  }

  /** Undefined where the user cancelled. */
  async #sendOne(request: HttpRequest, options: SendOptions): Promise<Exchange | undefined> {
    this.#sending?.abort();
    const sending = new AbortController();
    this.#sending = sending;
    this.#run = { kind: 'sending', to: URL.canParse(request.url) ? new URL(request.url).host : request.url };
    this.#writing.withdraw();
    this.post();
    const exchange = await this.#outside.send(request, { cookieSession: true, ...options }, sending.signal);
    if (this.#sending !== sending) return undefined;
    this.#sending = undefined;
    if (!sending.signal.aborted) return exchange;
    this.#stop('Cancelled; the server may have received the request');
    return undefined;
  }

  #show(exchange: Exchange, before?: string, diagnosis = diagnose(exchange, { earlier: this.#earlier })): void {
    this.#shown = { exchange, diagnosis };
    const result = present(exchange, diagnosis, {
      works: (fix, finding) => findRepair(fix, finding, exchange) !== undefined,
      ...(exchange.timing && { sentFrom: this.#outside.sentFrom() }),
      ...(before && { comparison: compareOutcomes(before, exchange, diagnosis) }),
    });
    this.#run = { kind: 'result', result };
  }

  #keepShown(): void {
    if (this.#shown) this.#earlier = [...this.#earlier.slice(-9), this.#shown.exchange];
  }

  #describeShown(): string | undefined {
    return this.#shown && describeOutcome(this.#shown.exchange, this.#shown.diagnosis);
  }

  async #fix(message: Extract<FromWebview, { kind: 'fix' }>): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    if (message.fix === 'refresh-token' && this.#outside.profile?.renews) return void (await this.#renewAndSend());
    const taken = await takeFix(message, this.#asked, {
      ...shown,
      earlier: this.#earlier,
      draft: this.#draft,
      outside: this.#outside,
      takeFirstSteps: step => this.#takeFirstSteps(step),
    });
    if (!taken) return;
    if (taken.asked) this.#asked = taken.asked;
    this.#setPrompt(taken.prompt, taken.proposal);
  }

  #takeFirstSteps(from: RepairStep): ReturnType<typeof takeFirstSteps> {
    const resume = this.#run;
    const own = { request: this.#draft.request(), options: this.#draft.options };
    return takeFirstSteps(from, own, {
      maySend: this.#outside.maySend,
      send: async (request, options) => {
        const outcome = await this.#sendOne(request, options);
        if (outcome) this.#run = resume;
        return outcome;
      },
      stop: message => this.#stop(message),
    });
  }

  async #sendProposed(): Promise<void> {
    const proposal = this.#proposed;
    if (!proposal || this.#run.kind !== 'result' || !this.#run.prompt?.preview) return;
    this.#proposed = undefined;
    const label = this.#describeShown();
    this.#draft.set(proposal.request);
    this.#draft.options = proposal.options ?? {};
    const outcome = await this.#attempt(label);
    const worked = outcome?.response !== undefined && outcome.response.status < 400;
    if (proposal.keep && worked) await this.#outside.vault.write(proposal.keep.key, proposal.keep.answers);
    if (!outcome || !isWritable(proposal, outcome)) return;
    await this.#writing.make(this.#draft.request());
    this.post();
  }

  #setPrompt(prompt?: FixPrompt, proposal?: Proposal): void {
    if (this.#run.kind !== 'result') return;
    this.#proposed = proposal;
    const { result, investigation } = this.#run;
    this.#run = { kind: 'result', result, ...(prompt && { prompt }), ...(investigation && { investigation }) };
    this.post();
  }

  #stop(message: string): undefined {
    this.#run = { kind: 'stopped', message };
    this.post();
  }

  #mend(id: string): void {
    this.#draft.mend(id);
    this.#checkHeld();
    this.post();
  }

  #reveal(request: number, target: string): void {
    const value = trueText(this.#draft.fields, target) ?? (this.#shown && revealTarget(this.#shown.exchange, target));
    const reply: Reply = value === undefined ? { ok: false, message: 'That text is gone' } : { ok: true, value };
    this.#outside.post({ kind: 'reply', request, reply });
  }

  /** After a fix, with what failed before it. */
  #copyReport(): void {
    if (!this.#shown || this.#run.kind !== 'result') return;
    this.#outside.copy(reportOf(this.#shown, this.#run, this.#earlier.at(-1)));
  }

  #passBody(to: Outside['openBody']): void {
    const response = this.#shown?.exchange.response;
    if (response?.body) to(response.body, headerValue(response.headers, 'Content-Type') ?? '');
  }
}
