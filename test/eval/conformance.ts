// Measures the header grammar against cases that others' suites assert: `node test/eval/conformance.ts [DIR]`.
// A case is matched when the strict or the lenient outcome that it names is ours. Strict: an error where the value breaks
// the grammar or the scheme's own rules. Lenient: what was read in spite of it. `docs/conformance.md` explains deviations.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseFields } from '../../src/auth/challenges.ts';
import { checkChallenge, checkHeader } from '../../src/auth/check.ts';
import { parseCredentials } from '../../src/auth/credentials.ts';
import type { HeaderProblem, Parameter } from '../../src/auth/model.ts';
import { decodeBasic } from '../../src/auth/schemes/basic.ts';
import { isScheme } from '../../src/auth/schemes/index.ts';

/** What one question gives; every deviation is a line for a person. */
interface Agreement {
  readonly file: string;
  readonly total: number;
  readonly matched: number;
  readonly deviations: readonly string[];
}

interface Outcome {
  readonly strict: unknown;
  readonly lenient: unknown;
}

interface Case extends Partial<Outcome> {
  readonly id: string;
  readonly input: string | readonly string[];
  readonly expected?: unknown;
  readonly schemeLevel?: { readonly ok: boolean };
}

/** Undefined where the case has nothing to say about the question. */
type Question = (
  item: Case,
) => { readonly expected: unknown; readonly got: unknown; readonly matched: boolean } | undefined;

const directory = process.argv[2] ?? join(import.meta.dirname, '../../../shared/conformance');

const agreements: Agreement[] = [
  ask('challenges.json', '', item => matchEither(item, readChallenges(item))),
  ask('challenges.json', ', rules of the schemes', matchSchemeLevel),
  ask('credentials.json', '', item => matchEither(item, readCredentials(item))),
];
const tokens = join(import.meta.dirname, 'conformance-jwt.ts');
if (existsSync(tokens)) agreements.push(await (await import(tokens)).evaluateJwt(directory));
const readOn = ask('challenges.json', ', what is read after a fault (for information)', matchLenient);

for (const agreement of [...agreements, readOn]) print(agreement);
if (agreements.some(({ total, matched }) => matched < 0.99 * total)) process.exitCode = 1;

function print({ file, total, matched, deviations }: Agreement): void {
  console.log(`${file}: ${matched} of ${total} (${((100 * matched) / total).toFixed(1)} %)`);
  for (const deviation of deviations) console.log(`  ${deviation}`);
}

function ask(file: string, aspect: string, question: Question): Agreement {
  const cases: Case[] = JSON.parse(readFileSync(join(directory, file), 'utf8'));
  const answers = cases.flatMap(item => {
    const answer = question(item);
    return answer ? [{ ...answer, item }] : [];
  });
  const deviations = answers
    .filter(({ matched }) => !matched)
    .map(({ item, expected, got }) =>
      [item.id, JSON.stringify(item.input), 'expected', JSON.stringify(expected), 'got', JSON.stringify(got)].join(' '),
    );
  return { file: file + aspect, total: answers.length, matched: answers.length - deviations.length, deviations };
}

function matchEither(item: Case, ours: Outcome): ReturnType<Question> {
  const strict = 'strict' in item ? item.strict : item.expected;
  const matched = same(ours.strict, strict) || ('lenient' in item && same(ours.lenient, item.lenient));
  return { expected: strict, got: ours.strict, matched };
}

function matchLenient(item: Case): ReturnType<Question> {
  if (!('lenient' in item)) return undefined;
  const { lenient } = readChallenges(item);
  return { expected: item.lenient, got: lenient, matched: same(lenient, item.lenient) };
}

function matchSchemeLevel({ schemeLevel, input }: Case): ReturnType<Question> {
  if (!schemeLevel) return undefined;
  const problems = parseFields([input].flat()).flatMap(field => field.value.flatMap(checkChallenge));
  return { expected: schemeLevel.ok, got: problems.length === 0, matched: schemeLevel.ok === (problems.length === 0) };
}

/** Of a refusal only that it is one: each suite words its reasons in its own way. */
function same(ours: unknown, wanted: unknown): boolean {
  return isRefusal(wanted) ? isRefusal(ours) : isDeepStrictEqual(ours, wanted);
}

function isRefusal(outcome: unknown): boolean {
  if (outcome === null || typeof outcome !== 'object') return false;
  return 'error' in outcome || ('ok' in outcome && outcome.ok === false);
}

function readChallenges({ input }: Case): Outcome {
  const fields = parseFields([input].flat());
  const challenges = fields
    .flatMap(field => field.value)
    .map(({ scheme, params, token68 }) => ({
      scheme,
      params: toObject(params),
      ...(token68 === undefined ? {} : { token68 }),
    }));
  const lenient = { challenges };
  return { lenient, strict: hasErrors(fields.flatMap(field => field.problems)) ? { error: true } : lenient };
}

function readCredentials({ input }: Case): Outcome {
  const value = String(input);
  const { value: credentials, problems } = parseCredentials(value);
  if (!credentials) return { strict: { ok: false }, lenient: { ok: false } };
  const { scheme, token68, params } = credentials;
  const decoded = isScheme(scheme, 'Basic') ? decodeBasic(token68 ?? credentials.rest) : undefined;
  const lenient = {
    ok: true,
    scheme,
    ...(token68 === undefined ? {} : { token68 }),
    ...(params.length > 0 ? { params: toObject(params) } : {}),
    ...(decoded ? { basic: { username: decoded.user, password: decoded.password } } : {}),
  };
  return { lenient, strict: hasErrors([...problems, ...schemeProblems(value)]) ? { ok: false } : lenient };
}

/** The cases ask whether the scheme can be answered. Advice on a field that can be read, such as a typo, is beside that. */
function schemeProblems(value: string): HeaderProblem[] {
  const codes = ['empty-credentials', 'missing-scheme-space'];
  return checkHeader('Authorization', value).filter(
    ({ code, severity }) => code.startsWith('basic-') || (severity === 'error' && codes.includes(code)),
  );
}

function hasErrors(problems: readonly HeaderProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error' || severity === 'warning');
}

function toObject(params: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(params.map(({ name, value }) => [name, value]));
}
