// What a token says, for the hover and for the list that screen readers read. A bundle of its own, because the tables that
// explain claims are not needed to find tokens and to count their minutes.
import type { Fact, TokenFacts } from '../jwt/facts.ts';

export { describeContent, describeSummary } from '../jwt/describe.ts';
export { factsOf } from '../jwt/facts.ts';

export interface FactLine {
  readonly name: string;
  readonly text: string;
  readonly meaning?: string;
  /** What copying the line gives. */
  readonly value: string;
}

export interface FactGroup {
  readonly title: string;
  readonly lines: readonly FactLine[];
}

/** What the hover says, in its order, as lines without markup. */
export function linesOf(facts: TokenFacts): readonly FactGroup[] {
  const { title, state, purpose, signature, problems, header, claims, payloadText } = facts;
  const told = [
    line('Kind', purpose === undefined ? title : `${title}. ${purpose}`),
    line('State', state),
    line('Signature', signature),
    ...problems.map(({ severity, text }) => line(severity, text)),
  ];
  const payload = payloadText === undefined ? claims.map(toLine) : [line('Payload', payloadText)];
  const groups = [
    { title: 'Token', lines: told },
    { title: 'Header', lines: header.map(toLine) },
    { title: 'Payload', lines: payload },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

function line(name: string, text: string): FactLine {
  return { name, text, value: text };
}

function toLine({ name, value, time, meaning }: Fact): FactLine {
  const text = time === undefined ? value : `${value} · ${time}`;
  return { name, text, value, ...(meaning !== undefined && { meaning }) };
}
