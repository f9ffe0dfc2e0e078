import { parseChallenges } from '../../auth/challenges.ts';
import { checkHeader } from '../../auth/check.ts';
import { parseCredentials } from '../../auth/credentials.ts';
import type { Challenge, Credentials, HeaderProblem } from '../../auth/model.ts';
import { shiftSpan } from '../../text/span.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { readInput } from '../input.ts';
import { type Command, exitStatus, type Io } from '../io.ts';
import { formatFields } from '../output/fields.ts';
import { fieldsDocument, formatJson } from '../output/json.ts';

export const headerCommand: Command = {
  name: 'header',
  summary: 'parse authentication header fields',
  usage: usageOf(
    `header ['NAME: VALUE'… | -] [OPTIONS]

Parses WWW-Authenticate, Proxy-Authenticate, Authorization and Proxy-Authorization fields, one a line on stdin or as
arguments, and says what is wrong with them.`,
    {
      '--format FORMAT': 'text or json',
    },
  ),
  run,
};

export type FieldProblem = Pick<HeaderProblem, 'message' | 'span'>;

/** A field as parsed. Problems have offsets in the line. */
export interface Field {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly name: string;
  readonly kind: 'challenges' | 'credentials' | 'other';
  readonly challenges: readonly Challenge[];
  readonly credentials?: Credentials;
  /** What keeps the field from being read as its grammar and its scheme say. */
  readonly errors: readonly FieldProblem[];
  /** What a server that can read it would still hardly accept, such as a misspelt scheme. */
  readonly advice: readonly FieldProblem[];
}

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments(args, {});
  const format = oneOf('format', values.format, ['text', 'json']);
  const showSecrets = values['show-secrets'] === true;
  const readsStdin = positionals.length === 0 || positionals[0] === '-';
  const lines = readsStdin ? (await readInput(io, '-')).split(/\r?\n/) : positionals;
  const fields = lines.flatMap((text, i) => (text.trim() === '' ? [] : [parseField(text, i + 1)]));
  io.writeOut(
    format === 'json'
      ? formatJson(fieldsDocument(fields, showSecrets))
      : formatFields(fields, { color: io.color, width: io.width, showSecrets }),
  );
  return fields.some(({ errors, advice }) => errors.length + advice.length > 0) ? exitStatus.found : exitStatus.ok;
}

function parseField(text: string, line: number): Field {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0)).trim();
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    const message = 'No field name stands before a colon; write it as in "WWW-Authenticate: Basic realm="x""';
    const error = { message, span: { start: 0, end: text.length } };
    return { line, text, name: '', kind: 'other', challenges: [], errors: [error], advice: [] };
  }
  const start = colon + 1 + (text.slice(colon + 1).length - text.slice(colon + 1).trimStart().length);
  const value = text.slice(start).trimEnd();
  const field = { line, text, name, challenges: [], errors: [], advice: [] };
  switch (name.toLowerCase()) {
    case 'www-authenticate':
    case 'proxy-authenticate': {
      const parsed = parseChallenges(value);
      return { ...field, kind: 'challenges', challenges: parsed.value, errors: toField(parsed.problems, start) };
    }
    case 'authorization':
    case 'proxy-authorization': {
      const parsed = parseCredentials(value);
      const checked = checkHeader(name, value);
      const isBroken = parsed.problems.some(isNoStyle);
      // Where the grammar is broken, the check knows better what was meant.
      const unreadable = checked.filter(isBroken ? ({ severity }) => severity === 'error' : isUnreadable);
      const errors = toField(isBroken && unreadable.length === 0 ? parsed.problems : unreadable, start);
      const advice = toField(
        checked.filter(problem => !unreadable.includes(problem)),
        start,
      );
      return { ...field, kind: 'credentials', errors, advice, ...(parsed.value && { credentials: parsed.value }) };
    }
    default:
      return { ...field, kind: 'other' };
  }
}

/** What the scheme itself says about a value that the grammar allows. */
function isUnreadable({ code, severity }: HeaderProblem): boolean {
  if (code.startsWith('basic-')) return true;
  return severity === 'error' && (code === 'empty-credentials' || code === 'missing-scheme-space');
}

function isNoStyle({ severity }: HeaderProblem): boolean {
  return severity === 'error' || severity === 'warning';
}

/** Style is left to `lint`. Spans become offsets in the line. */
function toField(problems: readonly HeaderProblem[], by: number): FieldProblem[] {
  return problems.filter(isNoStyle).map(({ message, span }) => ({ message, span: shiftSpan(span, by) }));
}
