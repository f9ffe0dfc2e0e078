// The documents that `--format json` prints. Their fields are a public contract: they are added to, never changed.
import type { Challenge, Credentials } from '../../auth/model.ts';
import type { Finding } from '../../diagnosis/model.ts';
import type { FoundToken, TokenState } from '../../jwt/model.ts';
import type { LintProblem } from '../../lint/rule.ts';
import { rules } from '../../lint/rules/index.ts';
import type { Hop } from '../../request/model.ts';
import { LineIndex } from '../../text/line-index.ts';
import { maskSecret } from '../../text/mask.ts';
import type { Span } from '../../text/span.ts';
import type { Field, FieldProblem } from '../commands/header.ts';
import type { Explained } from '../explained.ts';
import type { SkippedFile } from '../files.ts';
import type { LintedFile } from '../linting.ts';
import type { Repaired } from '../repairing.ts';
import { parametersOf, shownUrl } from './masking.ts';

export interface TokensOfFile {
  readonly file: string;
  readonly text: string;
  readonly tokens: readonly { readonly token: FoundToken; readonly state: TokenState }[];
}

export function formatJson(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

export function explainDocument(explained: readonly Explained[], showSecrets: boolean): object {
  let next = 0;
  return {
    schema: 'why401/explain@1',
    exchanges: explained.map(one => {
      // What is no archive has no entries: the legs of a redirect count, which come ahead of the one that they lead to.
      const index = one.exchange.index ?? next + one.exchange.hops.length;
      next = index + 1;
      return exchangeOf(one, index, showSecrets);
    }),
  };
}

export function sendDocument(explained: Explained, showSecrets: boolean, repaired?: readonly Repaired[]): object {
  const { exchange } = explained;
  const { findings, ...rest } = exchangeOf(explained, 0, showSecrets);
  return {
    schema: 'why401/send@1',
    exchange: {
      ...rest,
      findings,
      hops: exchange.hops.map(hop => hopOf(hop, showSecrets)),
      unsentCookies: exchange.unsentCookies ?? [],
      timing: exchange.timing ?? null,
      tls: exchange.tls ?? null,
    },
    findings,
    ...(explained.steps && {
      experiments: explained.steps.map(({ experiment, title, answer, says }) => ({
        id: experiment,
        title,
        answer,
        says,
      })),
    }),
    ...(repaired && { repairs: repaired.map(one => repairOf(one, showSecrets)) }),
  };
}

function repairOf(repaired: Repaired, showSecrets: boolean) {
  const { id, title } = repaired.fix;
  if (!repaired.taken) return { id, title, taken: false, needs: repaired.needs };
  const { diff, comparison, after } = repaired;
  return { id, title, taken: true, diff, comparison, exchange: exchangeOf(after, 0, showSecrets) };
}

function exchangeOf({ exchange, diagnosis }: Explained, index: number, showSecrets: boolean) {
  return {
    id: exchange.id,
    index,
    method: exchange.request.method,
    url: shownUrl(exchange.request.url, showSecrets),
    status: exchange.response?.status ?? null,
    ...(exchange.failure && { failure: exchange.failure }),
    ...(exchange.unseen && { unseen: exchange.unseen }),
    findings: diagnosis.findings.map(findingOf),
    observations: diagnosis.observations,
  };
}

function findingOf({ cause, confidence, title, why, evidence, experiment, fixes, references }: Finding) {
  return {
    cause,
    confidence,
    title,
    why,
    evidence: evidence.map(({ source, text, pointer, strength, against }) => ({
      source,
      text,
      pointer,
      strength,
      against: against === true,
    })),
    ...(experiment && { experiment }),
    fixes,
    references,
  };
}

function hopOf({ request, response, credentials }: Hop, showSecrets: boolean) {
  return {
    method: request.method,
    url: shownUrl(request.url, showSecrets),
    status: response.status,
    credentials,
  };
}

export function lintDocument(files: readonly LintedFile[], skipped: readonly SkippedFile[]): object {
  return {
    schema: 'why401/lint@1',
    files: files.length,
    skipped,
    problems: files.flatMap(({ file, text, problems }) => {
      const lines = new LineIndex(text);
      return problems.map(problem => problemOf(file, lines, problem));
    }),
  };
}

function problemOf(file: string, lines: LineIndex, { rule, severity, message, span, fixes }: LintProblem) {
  return {
    file,
    ...rangeOf(lines, span),
    rule,
    severity,
    message,
    help: rules.find(({ id }) => id === rule)?.rationale ?? '',
    fixes: fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(edit => ({ ...rangeOf(lines, edit.span), text: edit.text })),
    })),
  };
}

export function tokensDocument(files: readonly TokensOfFile[]): object {
  return {
    schema: 'why401/tokens@1',
    tokens: files.flatMap(({ file, text, tokens }) => {
      const lines = new LineIndex(text);
      return tokens.map(({ token, state }) => ({
        file,
        ...rangeOf(lines, token.span),
        kind: token.kind,
        header: token.header,
        payload: token.payload ?? null,
        ...(token.disclosures && { disclosures: token.disclosures }),
        state: state.kind === 'expiring' ? 'valid' : state.kind,
        expiresAt: 'expiresAt' in state && state.expiresAt !== undefined ? timeOf(state.expiresAt) : null,
        issuer: typeof token.payload?.iss === 'string' ? token.payload.iss : null,
        problems: token.problems,
      }));
    }),
  };
}

/** RFC 3339; a time that a calendar cannot hold is given as the number that it is. */
function timeOf(time: number): string | number {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toISOString();
}

function rangeOf(lines: LineIndex, span: Span) {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

export function fieldsDocument(fields: readonly Field[], showSecrets: boolean): object {
  return {
    schema: 'why401/header@1',
    fields: fields.map(({ line, name, kind, challenges, credentials, errors, advice }) => ({
      line,
      name,
      kind,
      challenges: challenges.map(challenge => partsOf(challenge, true)),
      credentials: credentials ? partsOf(credentials, showSecrets) : null,
      errors: errors.map(columnsOf),
      advice: advice.map(columnsOf),
    })),
  };
}

function columnsOf({ message, span }: FieldProblem) {
  return { column: span.start + 1, endColumn: span.end + 1, message };
}

/** A challenge is no secret: the server tells it to everybody. */
function partsOf(parts: Challenge | Credentials, showSecrets: boolean) {
  const { scheme, token68 } = parts;
  const params = parametersOf(parts, showSecrets);
  return { scheme, params, ...(token68 !== undefined && { token68: showSecrets ? token68 : maskSecret(token68) }) };
}
