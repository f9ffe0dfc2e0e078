// A failure as a report for a ticket, in Markdown. Secrets are masked, and what servers wrote is text and never markup.
import type { Diagnosis, Finding } from '../diagnosis/model.ts';
import { maskExchange } from '../request/mask.ts';
import type { Exchange, Header, Hop, HttpRequest, HttpResponse } from '../request/model.ts';

export interface Reported {
  readonly exchange: Exchange;
  readonly diagnosis: Diagnosis;
  /** The experiments that were made. */
  readonly steps?: readonly { readonly title: string; readonly answer: string; readonly says: string }[];
  /** After a fix: `Was 401 (token expired), now 200`. */
  readonly comparison?: string;
  /** What failed before the fix. */
  readonly before?: Exchange;
}

const mostBody = 4096;

export function formatReport({ exchange, diagnosis, steps = [], comparison, before }: Reported): string {
  const masked = maskExchange(exchange);
  const [first, ...others] = diagnosis.findings;
  const sections = [
    `# ${titleOf(masked)}`,
    comparison === undefined ? '' : `**${escaped(comparison)}**`,
    first ? findingOf(first) : '',
    others.length > 0 ? ['## What else it could be', ...others.map(short)].join('\n') : '',
    steps.length > 0 ? tableOf(steps) : '',
    diagnosis.observations.length > 0
      ? ['## Also seen', ...diagnosis.observations.map(({ text }) => `- ${escaped(text)}`)].join('\n')
      : '',
    before ? `## Before\n\n${messagesOf(maskExchange(before))}` : '',
    `## ${before ? 'After' : 'Messages'}\n\n${messagesOf(masked)}`,
  ];
  return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}

function titleOf({ request, response, failure }: Exchange): string {
  const outcome = response ? `${response.status} ${response.statusText}`.trim() : (failure?.message ?? 'No response');
  return escaped(`${outcome}: ${request.method} ${request.url}`);
}

function findingOf({ title, confidence, evidence, experiment, fixes, references }: Finding): string {
  const lines = [`## ${escaped(title)}`, '', `Probability: ${percent(confidence)}`, ''];
  lines.push(...evidence.map(({ text, against }) => `- ${against ? 'Against it: ' : ''}${escaped(text)}`));
  if (fixes.length > 0) lines.push('', 'What to do:', '', ...fixes.map(fix => `- ${escaped(fix.title)}`));
  if (experiment !== undefined) lines.push('', `To be sure: ${escaped(experiment)}`);
  if (references.length > 0)
    lines.push(
      '',
      'Read on:',
      '',
      ...references.map(({ title: name, url }) => `- [${escaped(name)}](${encodeURI(url)})`),
    );
  return lines.join('\n');
}

function short({ title, confidence }: Finding): string {
  return `- ${escaped(title)} (${percent(confidence)})`;
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}

function tableOf(steps: NonNullable<Reported['steps']>): string {
  const rows = steps.map(({ title, answer, says }) => `| ${[title, answer, says].map(escaped).join(' | ')} |`);
  return ['## Experiments', '', '| Changed | Answer | What it says |', '|---|---|---|', ...rows].join('\n');
}

function messagesOf({ request, response, failure, hops, startedAt }: Exchange): string {
  const parts = [...hops.flatMap(hopOf), requestOf(request)];
  parts.push(response ? responseOf(response) : (failure?.message ?? 'No response'));
  const when = startedAt === undefined ? '' : `Sent at ${new Date(startedAt).toISOString()}\n\n`;
  return `${when}${parts.map(fenced).join('\n\n')}`;
}

function hopOf({ request, response }: Hop): string[] {
  return [requestOf(request), responseOf(response)];
}

function requestOf({ method, url, headers, body }: HttpRequest): string {
  return message(`${method} ${url}`, headers, body?.text);
}

function responseOf({ status, statusText, headers, body }: HttpResponse): string {
  return message(`${status} ${statusText}`.trim(), headers, body?.text);
}

function message(startLine: string, headers: readonly Header[], body = ''): string {
  const cut = body.length > mostBody ? `${body.slice(0, mostBody)}\n… ${body.length - mostBody} more characters` : body;
  const lines = [startLine, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  return cut === '' ? lines.join('\n') : `${lines.join('\n')}\n\n${cut}`;
}

/** CommonMark §4.5: a fence is closed by none that is shorter. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}http\n${text}\n${fence}`;
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}
