// What a hover tells of a token, as Markdown without any link or command: whoever shows it adds those, outside of what the
// token says. Everything from the token is escaped.

import type { Fact, ProblemFact, TokenFacts } from './facts.ts';
import { escapeMarkdown, formatValue } from './markdown.ts';

/** What matters most: its state, its kind, what is known of its signature and what is wrong with it. */
export function describeSummary({ title, state, purpose, signature, problems }: TokenFacts): string {
  const sections = [
    `**${escapeMarkdown(title)}** · ${escapeMarkdown(state)}`,
    ...(purpose === undefined ? [] : [escapeMarkdown(purpose)]),
    `**Signature:** ${escapeMarkdown(signature)}`,
    ...(problems.length > 0 ? [problems.map(describeProblem).join('\n')] : []),
  ];
  return sections.join('\n\n');
}

/** What stands in it, and what each part means. */
export function describeContent({ header, claims, payloadText }: TokenFacts): string {
  const sections = [
    table('Header', header),
    ...(claims.length > 0 ? [table('Payload', claims)] : []),
    ...(payloadText === undefined ? [] : [`**Payload:** ${formatValue(payloadText)}`]),
  ];
  return sections.join('\n\n');
}

function describeProblem({ severity, text }: ProblemFact): string {
  return `- **${severity}:** ${escapeMarkdown(text)}`;
}

/** More rows than anybody reads are left out, and said to be. */
const maxRows = 60;

function table(title: string, facts: readonly Fact[]): string {
  const rest = facts.length > maxRows ? `\n\n${facts.length - maxRows} more are not shown` : '';
  return [`| ${title} | Value | Meaning |`, '|---|---|---|', ...facts.slice(0, maxRows).map(row)].join('\n') + rest;
}

function row({ name, value, time, meaning = '' }: Fact): string {
  const shown = time === undefined ? formatValue(value) : `${formatValue(value)} · ${escapeMarkdown(time)}`;
  return `| **${formatValue(name)}** | ${shown} | ${escapeMarkdown(meaning)} |`;
}
