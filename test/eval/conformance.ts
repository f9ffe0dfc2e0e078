// Measures the header grammar against cases that others' suites assert: `node test/eval/conformance.ts [DIR]`.
// A case counts as matched when the strict or the lenient outcome that it names is ours. Strict: an error where the value
// breaks the grammar or its scheme's rules. Lenient: what was read in spite of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseFields } from '../../src/auth/challenges.ts';
import { checkChallenge, checkHeader } from '../../src/auth/check.ts';
import { parseCredentials } from '../../src/auth/credentials.ts';
import type { HeaderProblem, Parameter } from '../../src/auth/model.ts';
import { decodeBasic } from '../../src/auth/schemes/basic.ts';
import { isScheme } from '../../src/auth/schemes/index.ts';

/** What an evaluation of one file gives; every deviation is a line for a person. */
export interface Agreement {
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

const directory = process.argv[2] ?? join(import.meta.dirname, '../../../shared/conformance');

const agreements = [
  evaluate('challenges.json', readChallenges),
  evaluate('challenges.json, rules of the schemes', readSchemeLevel),
  evaluate('credentials.json', readCredentials),
];
const tokens = join(import.meta.dirname, 'conformance-jwt.ts');
if (existsSync(tokens)) agreements.push(await (await import(tokens)).evaluateJwt(directory));

for (const { file, total, matched, deviations } of agreements) {
  console.log(`${file}: ${matched} of ${total} (${((100 * matched) / total).toFixed(1)} %)`);
  for (const deviation of deviations) console.log(`  ${deviation}`);
}
if (agreements.some(({ total, matched }) => matched < 0.99 * total)) process.exitCode = 1;

function evaluate(file: string, read: (item: Case) => Outcome | undefined): Agreement {
  const cases: Case[] = JSON.parse(readFileSync(join(directory, file.split(',')[0] ?? file), 'utf8'));
  const deviations: string[] = [];
  let total = 0;
  for (const item of cases) {
    const ours = read(item);
    if (!ours) continue;
    total++;
    const expected = item.schemeLevel && read === readSchemeLevel ? item.schemeLevel.ok : item.expected;
    const wanted: Outcome = 'strict' in item ? { strict: item.strict, lenient: item.lenient } : both(expected);
    if (same(ours.strict, wanted.strict) || ('strict' in item && same(ours.lenient, wanted.lenient))) continue;
    deviations.push(
      `${item.id} ${JSON.stringify(item.input)}: expected ${JSON.stringify(wanted.strict)}, got ${JSON.stringify(ours.strict)}`,
    );
  }
  return { file, total, matched: total - deviations.length, deviations };
}

function both(expected: unknown): Outcome {
  return { strict: expected, lenient: expected };
}

/** Of a refusal only that it is one: each suite words its reasons in its own way. */
function same(ours: unknown, wanted: unknown): boolean {
  const refused = (value: unknown) =>
    value !== null && typeof value === 'object' && ('error' in value || ('ok' in value && !value.ok));
  return refused(wanted) ? refused(ours) : isDeepStrictEqual(ours, wanted);
}

function readChallenges(item: Case): Outcome {
  const fields = parseFields([item.input].flat());
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

function readSchemeLevel(item: Case): Outcome | undefined {
  if (!item.schemeLevel) return undefined;
  const problems = parseFields([item.input].flat()).flatMap(field => field.value.flatMap(checkChallenge));
  return both(problems.length === 0);
}

function readCredentials(item: Case): Outcome {
  const value = String(item.input);
  const { value: credentials, problems } = parseCredentials(value);
  if (!credentials) return both({ ok: false });
  const { scheme, token68, params } = credentials;
  const decoded = isScheme(scheme, 'Basic') ? decodeBasic(token68 ?? credentials.rest) : undefined;
  const lenient = {
    ok: true,
    scheme,
    ...(token68 === undefined ? {} : { token68 }),
    ...(params.length > 0 ? { params: toObject(params) } : {}),
    ...(decoded ? { basic: { username: decoded.user, password: decoded.password } } : {}),
  };
  return {
    lenient,
    strict: hasErrors([...problems, ...schemeProblems(value)]) ? { ok: false } : lenient,
  };
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
