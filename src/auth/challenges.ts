// The grammar of WWW-Authenticate and Proxy-Authenticate (RFC 9110 §11.3 and §11.6.1). It knows where a challenge, a
// token68 and a parameter begin and end and says what is wrong with them; it reads on as real clients do, and it never makes
// one challenge out of two. What a scheme demands is not known here: that is schemes/ and check.ts.
import type { Fix, Span } from '../text/span.ts';
import { checkControls } from './characters.ts';
import type { Challenge, HeaderProblem, Parameter, Parsed } from './model.ts';
import { insert, nameCharacter, type Reader, readParameter, skipText, startsChallenge } from './parameters.ts';
import { problem, quoteName } from './problems.ts';
import { isBlank, skipBlank, skipToken, skipToken68, startsParameter } from './scan.ts';

/** A challenge that is being read. `open` tells whether parameters after a comma still belong to it. */
interface Draft {
  readonly scheme: string;
  readonly schemeSpan: Span;
  token68Span?: Span;
  readonly params: Parameter[];
  readonly names: Set<string>;
  end: number;
  open: boolean;
}

/** One field value. An empty one has no challenge, which is a problem. */
export function parseChallenges(value: string): Parsed<readonly Challenge[]> {
  const problems = checkControls(value).map(found => (found.code === 'folded-line' ? tolerated(found) : found));
  const reader: Reader = { text: value, at: 0, problems, loose: false, quotesBroken: false };
  const challenges = readChallenges(reader);
  if (challenges.length === 0 && reader.problems.length === 0) {
    const span = { start: 0, end: value.length };
    reader.problems.push(problem('empty-value', span, 'The field has no challenge; name a scheme'));
  }
  return { value: challenges, problems: reader.problems };
}

/** Clients must read a folded line of a response as one with a space in it (RFC 9112 §5.2). */
function tolerated(found: HeaderProblem): HeaderProblem {
  return { ...found, severity: 'info' };
}

/** Several fields of one name. They mean the same as one field joined with commas, but faults stay in their own field. */
export function parseFields(values: readonly string[]): Parsed<readonly Challenge[]>[] {
  return values.map(parseChallenges);
}

/**
 * The list, whose elements are parameters of the challenge before them as well as challenges (RFC 9110 §11.6.1).
 *
 * ```markdown
 * > | Digest realm="a", nonce="b", Basic realm="c"
 *     ^                 ^          ^
 * ```
 */
export function readChallenges(reader: Reader): Challenge[] {
  const drafts: Draft[] = [];
  for (skipSeparators(reader); reader.at < reader.text.length; skipSeparators(reader)) {
    const current = drafts.at(-1);
    if (startsParameter(reader.text, reader.at)) {
      readListedParameter(reader, current);
      readOn(reader, drafts);
    } else {
      readChallenge(reader, drafts);
    }
  }
  return drafts.map(draft => toChallenge(reader.text, draft));
}

/** Empty list elements are allowed (RFC 9110 §5.6.1.2). */
function skipSeparators(reader: Reader): void {
  while (reader.text[reader.at] === ',' || isBlank(reader.text[reader.at])) reader.at++;
}

/**
 * ```markdown
 * > | Bearer realm="a"
 *     ^
 * ```
 */
function readChallenge(reader: Reader, drafts: Draft[]): void {
  const { text } = reader;
  const start = reader.at;
  const end = skipToken(text, start);
  const next = text[end];
  if (end === start || (next !== undefined && next !== ',' && !isBlank(next))) {
    const message =
      end === start
        ? `A scheme must stand here, and ${nameCharacter(next)} begins none`
        : `A scheme must be followed by a space, a comma or the end, not by ${nameCharacter(next)}`;
    reader.problems.push(problem('unexpected-text', skipText(reader), message));
    return;
  }
  const content = skipBlank(text, end);
  drafts.push({
    scheme: text.slice(start, end),
    schemeSpan: { start, end },
    params: [],
    names: new Set(),
    end,
    open: content > end,
  });
  reader.at = content;
  reportTab(reader, end, content);
  readContent(reader, drafts);
}

/**
 * ```markdown
 * > | Negotiate YIIJvwYGKwYBBQUC==
 *               ^
 * ```
 */
function readContent(reader: Reader, drafts: Draft[]): void {
  const { text, at } = reader;
  const draft = drafts.at(-1);
  if (!draft || at === text.length || text[at] === ',') return;
  const token68End = skipToken68(text, at);
  if (isToken68(text, at, token68End)) {
    draft.token68Span = { start: at, end: token68End };
    draft.open = false;
    draft.end = token68End;
    reader.at = token68End;
  } else if (startsParameter(text, at)) {
    addParameter(reader, draft, readParameter(reader));
  }
  readOn(reader, drafts);
}

/**
 * One `=` at the end may be padding or the sign of a parameter: `Bearer error=, realm="a"` and `Basic a= 1` have
 * parameters, `Negotiate abc=` and `Negotiate abc= Basic realm="a"` do not.
 */
function isToken68(text: string, at: number, end: number): boolean {
  const next = skipBlank(text, end);
  if (end === at || (next === end && next < text.length && text[next] !== ',') || text[next] === '=') return false;
  if (text[end - 1] !== '=' || text[end - 2] === '=' || next === text.length) return true;
  if (text[next] !== ',') return startsChallenge(text, next);
  return !(/^[a-z_]{2,24}=$/.test(text.slice(at, end)) && startsParameter(text, skipBlank(text, next + 1)));
}

/**
 * After a parameter or a token68: a comma or the end. Anything else is a fault, and most often a forgotten comma.
 *
 * ```markdown
 * > | Bearer realm="a" error="b"
 *                      ^
 * ```
 */
function readOn(reader: Reader, drafts: Draft[]): void {
  const { text } = reader;
  for (;;) {
    const before = reader.at;
    reader.at = skipBlank(text, before);
    if (reader.at === text.length || text[reader.at] === ',') return;
    const at = reader.at;
    if (at > before && startsParameter(text, at)) {
      reportMissingComma(reader, before, 'parameters');
      readListedParameter(reader, drafts.at(-1));
    } else if (at > before && startsChallenge(text, at)) {
      reportMissingComma(reader, before, 'challenges');
      readChallenge(reader, drafts);
      return;
    } else {
      const span = skipText(reader);
      const message = `${nameCharacter(text[at])} cannot stand here; a comma or the end of the field is expected`;
      reader.problems.push(problem('unexpected-text', span, message));
      return;
    }
  }
}

function readListedParameter(reader: Reader, draft: Draft | undefined): void {
  const parameter = readParameter(reader);
  if (draft?.open) {
    addParameter(reader, draft, parameter);
    return;
  }
  const [code, message, fixes] = explainMisplaced(parameter, draft);
  reader.problems.push(problem(code, parameter.span, message, fixes));
}

function explainMisplaced(
  { name, span }: Parameter,
  draft: Draft | undefined,
): ['misplaced-parameter' | 'token68-with-parameters', string, Fix[]] {
  if (!draft) return ['misplaced-parameter', `The parameter ${quoteName(name)} has no scheme before it; name one`, []];
  if (draft.token68Span)
    return [
      'token68-with-parameters',
      `${quoteName(draft.scheme)} has a token68 already, so ${quoteName(name)} cannot belong to it`,
      [],
    ];
  return [
    'misplaced-parameter',
    `The comma after ${quoteName(draft.scheme)} ends the challenge, so ${quoteName(name)} belongs to none; write a space instead`,
    [
      {
        title: 'Replace the comma by a space',
        safe: true,
        edits: [{ span: { start: draft.end, end: span.start }, text: ' ' }],
      },
    ],
  ];
}

function addParameter(reader: Reader, draft: Draft, parameter: Parameter): void {
  if (draft.names.has(parameter.name)) {
    const message = `${quoteName(parameter.name)} is given twice after ${quoteName(draft.scheme)}; readers differ in which they take`;
    reader.problems.push(problem('duplicate-parameter', parameter.span, message));
  }
  draft.names.add(parameter.name);
  draft.params.push(parameter);
  draft.end = parameter.span.end;
}

function reportMissingComma(reader: Reader, at: number, between: string): void {
  const span = { start: at, end: reader.at };
  reader.problems.push(
    problem('missing-comma', span, `Two ${between} follow each other without a comma`, [
      insert('Insert a comma', at, ','),
    ]),
  );
}

function reportTab(reader: Reader, start: number, end: number): void {
  if (!reader.text.slice(start, end).includes('\t')) return;
  const span = { start, end };
  const fix: Fix = { title: 'Replace it by a space', safe: true, edits: [{ span, text: ' ' }] };
  reader.problems.push(problem('tab-after-scheme', span, 'A tab follows the scheme; only a space may', [fix]));
}

function toChallenge(text: string, draft: Draft): Challenge {
  const { scheme, schemeSpan, token68Span, params, end } = draft;
  const span = { start: schemeSpan.start, end };
  if (!token68Span) return { scheme, schemeSpan, params, span };
  return { scheme, schemeSpan, token68: text.slice(token68Span.start, token68Span.end), token68Span, params: [], span };
}
