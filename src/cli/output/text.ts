// What `explain` and `send` print for a person: the verdict first, then what it rests on, what to change, how sure it is,
// and the way that the request took.
import type { Evidence, Finding, Pointer } from '../../diagnosis/model.ts';
import type { Step } from '../../repair/experiments/find-out.ts';
import { describeTls } from '../../request/describe-tls.ts';
import { type Exchange, headerValue, type Timing } from '../../request/model.ts';
import { describeUnseen, describeUnsentCookie } from '../../request/unseen.ts';
import { type Explained, isAuthFailure } from '../explained.ts';
import type { Repaired } from '../repairing.ts';
import { excerptOf, noSecrets, type SecretsIn } from './excerpt.ts';
import type { SecretiveLook } from './look.ts';
import { secretsInHeader, secretsInText, shownUrl } from './masking.ts';
import { count, type Paint, painter, percent, plain, wrap } from './paint.ts';

/** Of many exchanges, only those are shown about which there is something to say. */
export function formatExplained(explained: readonly Explained[], look: SecretiveLook): string {
  if (explained.length === 1 && explained[0]) return `${formatOne(explained[0], look)}\n`;
  const telling = explained.filter(({ diagnosis }) => diagnosis.findings.length + diagnosis.observations.length > 0);
  const parts = telling.map(one => `${rule(`Exchange ${one.exchange.id}`, look)}\n\n${formatOne(one, look)}`);
  const failed = explained.filter(({ diagnosis }) => isAuthFailure(diagnosis)).length;
  const summary = `${count(explained.length, 'exchange')}, ${failed} failed for a reason of authentication or authorisation`;
  return `${[...parts, summary].join('\n\n')}\n`;
}

/** What came of the fix that was taken, and what the others lacked. */
export function formatRepairs(repaired: readonly Repaired[], look: SecretiveLook): string {
  return repaired
    .map(one => {
      if (one.taken) return `\n${rule(one.comparison, look)}\n\n${formatOne(one.after, look)}\n`;
      const options = one.needs.map(name => `--answer ${name}=…`).join(' ');
      return `\nNot taken: ${plain(one.fix.title)}; it needs ${options}\n`;
    })
    .join('');
}

/** A line across the page that names what follows. */
export function rule(title: string, { width, color }: SecretiveLook): string {
  const text = plain(title);
  return painter(color)('cyan', `── ${text} ${'─'.repeat(Math.max(2, Math.min(width, 100) - text.length - 4))}`);
}

export function formatOne({ exchange, diagnosis, steps }: Explained, look: SecretiveLook): string {
  const paint = painter(look.color);
  const [best, ...others] = diagnosis.findings;
  const alternatives = others.filter(isWorthSaying).map(other => alternative(other, look.width));
  const notes = [
    ...diagnosis.observations.map(({ text }) => text),
    ...(exchange.unseen ? [describeUnseen(exchange.unseen)] : []),
    ...(exchange.unsentCookies ?? []).map(describeUnsentCookie),
  ];
  const observations = notes.map(text => item('·', text, look.width));
  const references = (best?.references ?? []).map(({ title, url }) => `    ${plain(title)}  ${paint('dim', url)}`);
  const sections = [
    headline(exchange, look, paint),
    ...(best ? sectionsOf(best, exchange, look, paint) : []),
    section('Experiments', steps && (best || steps.length > 0) ? experimentsOf(steps, look.width) : [], paint),
    section('Or else', alternatives, paint),
    section('Also seen', observations, paint),
    section('The way there', hopsOf(exchange, look, paint), paint),
    section('Connection', connectionOf(exchange, look.width), paint),
    section('Time', exchange.timing ? [`    ${timingOf(exchange.timing)}`] : [], paint),
    section('Read on', references, paint),
  ];
  return sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n');
}

type Section = readonly string[];

function experimentsOf(steps: readonly Step[], width: number): Section {
  if (steps.length === 0) return [item('·', 'None: nothing that may be sent unasked would tell more', width)];
  return steps.map(step => item('·', `${step.title}: ${step.answer}. ${step.says}`, width));
}

function sectionsOf(best: Finding, exchange: Exchange, look: SecretiveLook, paint: Paint): Section[] {
  const fixes = best.fixes.map(({ title }, i) => item(`${i + 1}.`, title, look.width));
  const experiments = best.experiment ? [item('·', best.experiment, look.width)] : [];
  return [
    verdict(best, paint, look.width),
    section('Evidence', evidenceOf(best, exchange, look, paint), paint),
    section('What to do', fixes, paint),
    section('To be sure', experiments, paint),
  ];
}

function headline({ request, response, failure }: Exchange, look: SecretiveLook, paint: Paint): Section {
  const answer = response
    ? `${response.status} ${shortened(plain(response.statusText), 60)}`.trim()
    : `No response (${failure?.code ?? 'unknown'})`;
  const color = !response || response.status >= 400 ? 'red' : 'green';
  const url = plain(shownUrl(request.url, look.showSecrets));
  return [
    `${paint(color, answer)}  ${paint('bold', plain(request.method))} ${url}`,
    ...(failure ? [`  ${wrap(plain(failure.message), look.width, '  ')}`] : []),
  ];
}

function verdict({ title, why, confidence, cause, evidence }: Finding, paint: Paint, width: number): Section {
  const head = [
    `  ${paint('bold', wrap(plain(title), width, '  '))}`,
    `  ${paint('dim', `${sureness(confidence)} · ${cause}`)}`,
  ];
  // Where it only repeats the evidence, the evidence says it.
  return evidence.some(({ text }) => why.includes(text)) ? head : [...head, '', `  ${wrap(plain(why), width, '  ')}`];
}

function sureness(confidence: number): string {
  const words: readonly (readonly [number, string])[] = [
    [0.9, 'Almost certain'],
    [0.7, 'Very likely'],
    [0.45, 'Likely'],
    [0.2, 'Possible'],
    [0, 'A guess'],
  ];
  const [, word = ''] = words.find(([least]) => confidence >= least) ?? [];
  return `${word} (${percent(confidence)})`;
}

function isWorthSaying({ confidence }: Finding): boolean {
  return confidence >= 0.05;
}

function alternative({ title, confidence, why }: Finding, width: number): string {
  return item(percent(confidence).padStart(4), `${title}: ${why}`, width);
}

function evidenceOf({ evidence }: Finding, exchange: Exchange, look: SecretiveLook, paint: Paint): string[] {
  return evidence.flatMap(one => [
    item(one.against ? '–' : '+', one.against ? `${one.text} (speaks against it)` : one.text, look.width),
    ...placeOf(one, exchange, look, paint),
  ]);
}

/** Where the evidence stands, with the very words marked. */
function placeOf({ pointer }: Evidence, exchange: Exchange, look: SecretiveLook, paint: Paint): string[] {
  const place = `      ${paint('dim', wordsFor(pointer))}`;
  const source = sourceOf(pointer, exchange);
  if (source === undefined || !('span' in pointer) || !pointer.span) return [place];
  const secretsIn = look.showSecrets ? noSecrets : source.secretsIn;
  const { line, carets } = excerptOf(source.text, pointer.span, look.width - 10, secretsIn);
  return [place, `        ${line}`, `        ${paint('yellow', carets)}`];
}

function wordsFor(pointer: Pointer): string {
  switch (pointer.kind) {
    case 'request-header':
      return `in the request, header ${plain(pointer.name)}`;
    case 'response-header':
      return `in the response, header ${plain(pointer.name)}`;
    case 'claim':
      return `in the token, claim "${plain(pointer.name)}"`;
    case 'token-header':
      return `in the token's header, "${plain(pointer.name)}"`;
    case 'request-url':
      return 'in the URL of the request';
    case 'request-body':
      return 'in the body of the request';
    case 'response-body':
      return 'in the body of the response';
    case 'status':
      return 'the status of the response';
    case 'hop':
      return `at redirect ${pointer.index + 1}`;
    case 'clock':
      return 'the clocks of client and server';
  }
}

interface Quotable {
  readonly text: string;
  readonly secretsIn: SecretsIn;
}

/** The text that the pointer's span is in, as far as it may be quoted: the request's URL and body are full of secrets. */
function sourceOf(pointer: Pointer, { request, response }: Exchange): Quotable | undefined {
  switch (pointer.kind) {
    case 'request-header':
      return quotable(headerValue(request.headers, pointer.name), secretsInHeader(pointer.name));
    case 'response-header':
      return quotable(headerValue(response?.headers ?? [], pointer.name), secretsInText);
    case 'response-body':
      return quotable(response?.body?.text, secretsInText);
    default:
      return undefined;
  }
}

function quotable(text: string | undefined, secretsIn: SecretsIn): Quotable | undefined {
  return text === undefined ? undefined : { text, secretsIn };
}

function hopsOf({ hops, request }: Exchange, look: SecretiveLook, paint: Paint): string[] {
  return hops.flatMap((hop, i) => {
    const next = hops[i + 1]?.request ?? request;
    const from = plain(shownUrl(hop.request.url, look.showSecrets));
    const to = plain(shownUrl(next.url, look.showSecrets));
    return [
      `    ${hop.response.status}  ${plain(hop.request.method)} ${from}`,
      `      ${paint('dim', '→')}  ${plain(next.method)} ${to}`,
      ...hop.credentials.map(({ name, fate, reason }) => {
        const kept = paint(fate === 'kept' ? 'green' : 'red', `${plain(name)} ${fate}`);
        return `         ${kept}: ${wrap(plain(reason), look.width, ' '.repeat(9))}`;
      }),
    ];
  });
}

function connectionOf({ tls, receivedAt }: Exchange, width: number): string[] {
  if (!tls) return [];
  const { connection, certificates } = describeTls(tls, receivedAt);
  return [`    ${plain(connection)}`, ...certificates.map(certificate => item('·', certificate, width))];
}

function timingOf({ total, ...phases }: Timing): string {
  const names = {
    dns: 'name lookup',
    connect: 'connect',
    tls: 'TLS',
    firstByte: 'first byte',
    download: 'download',
  } as const;
  const parts = Object.entries(names).flatMap(([phase, name]) => {
    const time = phases[phase as keyof typeof phases];
    return time === undefined || time < 0.1 ? [] : [`${name} ${milliseconds(time)}`];
  });
  return parts.length === 0 ? milliseconds(total) : `${milliseconds(total)}  (${parts.join(', ')})`;
}

function milliseconds(time: number): string {
  return time < 10
    ? `${time.toFixed(1)} ms`
    : time < 10_000
      ? `${Math.round(time)} ms`
      : `${(time / 1000).toFixed(1)} s`;
}

function section(title: string, lines: readonly string[], paint: Paint): Section {
  return lines.length === 0 ? [] : [`  ${paint('bold', title)}`, ...lines];
}

function item(mark: string, text: string, width: number): string {
  const indent = ' '.repeat(5 + mark.length);
  return `    ${mark} ${wrap(plain(text), width, indent)}`;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}
