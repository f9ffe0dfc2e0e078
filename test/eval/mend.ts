// One failure, as its user goes about it: sends it, takes the first repair that is offered, answers from what the user has,
// looks at what changes, sends. Beside the outcome it measures what a repair must never do.
import type { CauseId } from '../../src/causes/catalogue.ts';
import { findCredentials, isCsrfName } from '../../src/diagnosis/sent.ts';
import { compareOutcomes, describeOutcome } from '../../src/repair/outcome.ts';
import { isCredentialHeader } from '../../src/request/credential-fields.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';
import type { Sender, SendOptions } from '../../src/request/sender.ts';
import { originOf } from '../../src/text/origin.ts';
import { openPanel, type TestPanel } from '../panel/open-panel.ts';
import { answer, belongingsOf, isSigned, type Whole } from './belongings.ts';

export interface Failure {
  /** What is to be mended: the label, not what was found. */
  readonly cause: CauseId;
  readonly name: string;
  readonly request: HttpRequest;
  readonly options?: SendOptions;
}

export interface Row {
  readonly name: string;
  readonly cause: CauseId;
  readonly verdict: 'mended' | 'missed' | 'out-of-reach';
  readonly fix?: string;
  readonly outcome: string;
  /** Requests of the repair that carried a password. */
  readonly passwords: number;
  readonly harms: readonly string[];
}

/** Whatever the user has: somebody else has to act, or a program of the user's. */
const outOfReach: Partial<Record<CauseId, string>> = {
  'account-disabled': 'somebody has to enable the account',
  'auth-method-disabled': 'the server takes no credentials of this kind',
  'client-not-allowed': 'somebody has to allow the address, the site or the certificate',
  'clock-skew': 'a clock has to be set',
  'grant-invalid': 'the sign-in has to be started anew',
  'header-stripped-by-intermediary': 'the gateway has to be configured',
  'negotiate-failed': 'a ticket has to be got',
  'not-an-auth-failure': 'it is none of credentials',
  'sender-proof-invalid': 'the program that has the private key has to make the proof',
  'server-misconfigured': 'the server has to be mended',
  'step-up-required': 'a second factor is wanted',
};

/** What these need is in the request, or the server gives it. */
const needsNothing: readonly CauseId[] = ['csrf-token-invalid', 'header-dropped-on-redirect'];

function reasonAgainst(cause: CauseId, whole: Whole | undefined): string | undefined {
  if (outOfReach[cause]) return outOfReach[cause];
  if (needsNothing.includes(cause)) return undefined;
  if (!whole) return 'the user has nothing that is taken there';
  return isSigned(whole) ? 'the user’s program signs each request' : undefined;
}

interface Sent {
  readonly exchange: Exchange;
  readonly options: SendOptions;
}

/** Undefined where the request does not fail any more. Nothing that was sent for another failure is known. */
export function mend(sender: Sender, failure: Failure, whole: Whole | undefined): Promise<Row | undefined> {
  sender.clearCookies();
  return new Mending(sender).mend(failure, whole);
}

class Mending {
  readonly #sent: Sent[] = [];
  /** What the user saw and went on: where it goes, and what was filled in beforehand. */
  readonly #agreed: string[] = [];
  readonly #panel: TestPanel;

  constructor(sender: Sender) {
    this.#panel = openPanel({
      send: async (request, options, signal) => {
        const exchange = await sender.send(request, options, signal);
        this.#sent.push({ exchange, options });
        return exchange;
      },
    });
  }

  async mend(failure: Failure, whole: Whole | undefined): Promise<Row | undefined> {
    const { conversation } = this.#panel;
    conversation.load({ ...failure.request, options: failure.options ?? {} });
    const before = await conversation.send();
    const failed = this.#panel.ran.at(-1);
    if (!before || !failed || failed.diagnosis.findings.length === 0) return undefined;
    const base = { name: failure.name, cause: failure.cause };
    const reason = reasonAgainst(failure.cause, whole);
    if (reason !== undefined) return { ...base, verdict: 'out-of-reach', outcome: reason, passwords: 0, harms: [] };
    const [index, fix] = this.#firstOffered();
    this.#sent.length = 0;
    const runs = this.#panel.ran.length;
    const told = fix === undefined ? 'no fix is offered' : await this.#take(index, fix, whole);
    const last = this.#panel.ran.length > runs ? this.#panel.ran.at(-1) : undefined;
    const good = last && isSuccess(last.exchange) && last.diagnosis.findings.length === 0;
    const compared = last && compareOutcomes(describeOutcome(before, failed.diagnosis), last.exchange, last.diagnosis);
    return {
      ...base,
      verdict: good ? 'mended' : 'missed',
      ...(fix !== undefined && { fix }),
      outcome: compared ?? told,
      ...this.#measure(before, last?.exchange),
    };
  }

  #firstOffered(): readonly [finding: number, fix?: string] {
    const { findings } = this.#panel.result();
    const index = findings.findIndex(({ fixes }) => fixes.some(({ works }) => works));
    const fix = findings[index]?.fixes.find(({ works }) => works);
    return fix ? [index, fix.id] : [0];
  }

  /** Why it ended without a request, if it did. */
  async #take(finding: number, fix: string, whole: Whole | undefined): Promise<string> {
    const { conversation } = this.#panel;
    await conversation.receive({ kind: 'fix', finding, fix });
    const questions = this.#prompt()?.questions;
    if (questions) {
      const answers = whole ? answer(questions, whole, belongingsOf(whole)) : {};
      if (!answers || (!whole && questions.length > 0))
        return `asks for ${questions.map(({ name }) => name).join(', ')}, which the user does not have`;
      this.#agreed.push(...questions.filter(({ secret }) => !secret).map(({ name }) => answers[name] ?? ''));
      await conversation.receive({ kind: 'fix', finding, fix, answers });
    }
    const prompt = this.#prompt();
    if (!prompt?.preview) return prompt?.text ?? JSON.stringify(this.#panel.state().run);
    this.#agreed.push(...prompt.preview.notes);
    await conversation.receive({ kind: 'send-fix' });
    return 'nothing was sent';
  }

  #prompt() {
    const { run } = this.#panel.state();
    return run.kind === 'result' ? run.prompt : undefined;
  }

  #measure(before: Exchange, after: Exchange | undefined): Pick<Row, 'passwords' | 'harms'> {
    const passwords = this.#sent.filter(carriesPassword).length;
    const had = new Set(originsWithSecrets(before));
    const others = this.#sent.flatMap(({ exchange }) => originsWithSecrets(exchange));
    const unasked = [...new Set(others)].filter(
      origin => !had.has(origin) && origin !== originOf(firstLeg(before).url),
    );
    const harms = [
      ...(passwords > 1 ? [`${passwords} requests carried a password`] : []),
      ...unasked
        .filter(origin => !this.#agreed.some(text => text.includes(origin)))
        .map(origin => `a secret went to ${origin} unasked`),
      ...(after ? lostEdits(firstLeg(before), firstLeg(after)) : []),
    ];
    return { passwords, harms };
  }
}

function isSuccess({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

function firstLeg({ hops, request }: Exchange): HttpRequest {
  return hops[0]?.request ?? request;
}

function carriesPassword({ exchange, options }: Sent): boolean {
  if (options.digest) return true;
  return findCredentials(firstLeg(exchange)).some(({ kind }) => ['basic', 'password', 'digest'].includes(kind));
}

function originsWithSecrets({ hops, request }: Exchange): string[] {
  const legs = [...hops.map(hop => hop.request), request];
  return legs.filter(leg => findCredentials(leg).length > 0).map(({ url }) => originOf(url));
}

/** What the user wrote, and a repair of credentials has no business with. */
function lostEdits(before: HttpRequest, after: HttpRequest): string[] {
  const credentials = new Set(findCredentials(before).map(({ name }) => name));
  const isOwn = (name: string) =>
    !credentials.has(name) &&
    !isCredentialHeader(name) &&
    !isCsrfName(name) &&
    !/^(?:host|content-length)$/i.test(name);
  const kept = new Set(after.headers.map(({ name, value }) => `${name}: ${value}`.toLowerCase()));
  const headers = before.headers.filter(
    ({ name, value }) => isOwn(name) && !kept.has(`${name}: ${value}`.toLowerCase()),
  );
  const hasSecret = findCredentials(before).some(({ place }) => place === 'body');
  const body = before.body && !hasSecret && after.body?.text !== before.body.text && !after.body;
  return [
    ...(before.method === after.method ? [] : [`"${before.method}" became "${after.method}"`]),
    ...headers.map(({ name }) => `"${name}" was lost`),
    ...(body ? ['the body was lost'] : []),
  ];
}
