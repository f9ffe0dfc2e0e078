// What will go wrong with the requests of a `.http` file as far as its text and its environment tell, each with what to do.
import { isMisspelling } from '../../auth/spelling.ts';
import type { Fix, Span } from '../../text/span.ts';
import { environmentNames, readEnvironment } from '../environments.ts';
import { type HttpFile, promptsOf } from '../http-file.ts';
import type { RequestProblem } from '../problem.ts';
import { unknownProfile } from '../request-profile.ts';
import { resolveRequest } from '../resolve.ts';
import { type Expression, expressionsIn } from './names.ts';
import { lookupFrom, type Surroundings } from './surroundings.ts';

export interface FileProblem extends RequestProblem {
  readonly span: Span;
}

export interface ProblemHelp {
  readonly fixes: readonly Fix[];
  /** Environments that would solve it. */
  readonly environments: readonly string[];
}

/** More than this helps nobody. */
const mostProblems = 1000;

/** Sending asks for it, or offers to send the other request first. */
const notBeforehand = new Set(['unsent-request', 'file', 'client-certificate']);

export function checkHttpFile(file: HttpFile, around: Surroundings): FileProblem[] {
  const found = new Map<string, FileProblem>();
  const add = (problem: RequestProblem, otherwise: Span) => {
    const span = problem.span ?? otherwise;
    const key = `${problem.code} ${span.start} ${span.end}`;
    if (!notBeforehand.has(problem.code) && !found.has(key)) found.set(key, { ...problem, span });
  };
  const start = { start: 0, end: 0 };
  for (const problem of file.problems) add(problem, start);
  const { exchange: _, ...unsent } = lookupFrom(around);
  file.requests.forEach((request, index) => {
    const prompted = new Set(promptsOf(request).map(({ name }) => name));
    const { problems } = resolveRequest(file, index, {
      ...unsent,
      variable: name => (prompted.has(name) ? '' : unsent.variable?.(name)),
      answer: () => '',
      tokens: () => ({ accessToken: '', idToken: '' }),
      file: () => new Uint8Array(),
      now: 0,
      random: () => 0,
    });
    for (const problem of problems) add(problem, request.url.span);
  });
  for (const expression of expressionsIn(file).filter(isXPath))
    add({ code: 'xpath', severity: 'warning', message: xpath, span: expression.span }, expression.span);
  // A script may set any variable, and none is run.
  const mayBeSet = file.problems.some(({ code }) => code === 'script');
  return [...found.values()]
    .sort((a, b) => a.span.start - b.span.start)
    .slice(0, mostProblems)
    .map(problem => withSeverity(problem, mayBeSet));
}

const xpath = 'XPath is not supported: use "*" for the whole body, or a JSONPath such as "$.token"';

function isXPath({ kind, text }: Expression): boolean {
  return kind === 'request' && /\.body\.\//.test(text);
}

/** Nothing is wrong with a file that another tool understands, so an error of sending is a warning while writing. */
function withSeverity(problem: FileProblem, mayBeSet: boolean): FileProblem {
  const isKept = problem.code === 'unresolved-variable' && (mayBeSet || / keeps it in /.test(problem.message));
  return { ...problem, severity: isKept ? 'info' : problem.severity === 'error' ? 'warning' : problem.severity };
}

/** What can be done about it. */
export function helpFor(file: HttpFile, { code, span }: FileProblem, around: Surroundings): ProblemHelp {
  if (code === unknownProfile) return { fixes: otherProfiles(span, file, around), environments: [] };
  const expression = expressionsIn(file).find(other => other.span.start === span.start && other.span.end === span.end);
  if (code !== 'unresolved-variable' || !expression) return { fixes: [], environments: [] };
  const { kind, name, nameSpan } = expression;
  if (kind !== 'variable' && kind !== 'request') return { fixes: [], environments: [] };
  const candidates =
    kind === 'request'
      ? file.requests.flatMap(request => request.name?.text ?? [])
      : [...file.variables.map(variable => variable.name.text), ...around.known.variables.keys()];
  const meant = [...new Set(candidates)].filter(other => isMisspelling(name, other, name.length > 5 ? 2 : 1));
  const fixes: Fix[] = meant
    .slice(0, 3)
    .map(other => ({ title: `Change to "${other}"`, safe: false, edits: [{ span: nameSpan, text: other }] }));
  // A reference in the value of a variable may be the cause of one elsewhere: what is defined needs no definition.
  const isPlain = kind === 'variable' && !file.variables.some(variable => variable.name.text === name);
  if (!isPlain) return { fixes, environments: [] };
  const at = placeForVariable(file);
  fixes.push({
    title: `Define "@${name}" in this file`,
    safe: false,
    edits: [{ span: { start: at, end: at }, text: `@${name} = \n` }],
  });
  const environments = environmentNames(around.sources).filter(
    environment =>
      environment !== around.environment && readEnvironment(around.sources, environment).variables.get(name)?.value,
  );
  return { fixes, environments };
}

/** The user chooses one of those that there are. */
function otherProfiles(span: Span, { text }: HttpFile, { profiles = [] }: Surroundings): Fix[] {
  const isEmpty = /^\s*(?:#|\/\/)/.test(text.slice(span.start, span.end));
  return profiles.slice(0, 10).map(name => ({
    title: `Use the profile "${name}"`,
    safe: false,
    edits: [isEmpty ? { span: { start: span.end, end: span.end }, text: ` ${name}` } : { span, text: name }],
  }));
}

/** Below the variables at the top of the file, else at its beginning. */
function placeForVariable({ text, variables, requests }: HttpFile): number {
  const first = requests[0]?.span.start ?? text.length;
  const last = variables.findLast(({ span }) => span.end < first);
  if (!last) return text.startsWith('\uFEFF') ? 1 : 0;
  const end = text.indexOf('\n', last.span.end);
  return end < 0 ? last.span.start : end + 1;
}
