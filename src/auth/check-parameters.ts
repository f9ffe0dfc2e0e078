import type { Span } from '../text/span.ts';
import type { HeaderProblem, Parameter } from './model.ts';
import { problem } from './problems.ts';
import { opaque } from './scan.ts';
import type { ParameterRule } from './schemes/scheme.ts';

/** Holds parameters against the table of their scheme. `owner` is where a missing one is reported. */
export function checkParameters(
  scheme: string,
  owner: Span,
  params: readonly Parameter[],
  rules: readonly ParameterRule[],
): HeaderProblem[] {
  const find = (rule: ParameterRule) => params.findLast(({ name }) => name === rule.name);
  const missing = rules.filter(rule => rule.required && !find(rule));
  const wrong = rules.flatMap(rule => {
    const parameter = find(rule);
    return parameter ? checkParameter(parameter, rule) : [];
  });
  return missing.length > 0 ? [reportMissing(scheme, owner, missing), ...wrong] : wrong;
}

function reportMissing(scheme: string, owner: Span, missing: readonly ParameterRule[]): HeaderProblem {
  const [first, second] = missing;
  const names = missing.map(({ name }) => `"${name}"`).join(', ');
  const what = second ? `parameters ${names}` : `parameter ${names}: ${first?.meaning}`;
  return problem('missing-parameter', owner, `"${scheme}" needs the ${what}`);
}

function checkParameter({ name, value, quoted, valueSpan }: Parameter, rule: ParameterRule): HeaderProblem[] {
  if (value.includes(opaque)) return [];
  const allowed = rule.values?.some(known => known.toLowerCase() === value.toLowerCase()) ?? true;
  if (!allowed || (rule.pattern && !rule.pattern.test(value))) {
    const wanted = rule.shape ?? `may be ${(rule.values ?? []).map(word => `"${word}"`).join(', ')}`;
    return [problem('parameter-value', valueSpan, `The value of "${name}" ${wanted}`)];
  }
  if (rule.quoting === 'quoted' && !quoted) {
    const message = `The value of "${name}" must be a quoted string`;
    const edits = [{ span: valueSpan, text: `"${value.replace(/["\\]/g, '\\$&')}"` }];
    return [problem('parameter-quoting', valueSpan, message, [{ title: 'Put it in quotes', safe: true, edits }])];
  }
  if (rule.quoting === 'token' && quoted) {
    const message = `The value of "${name}" must not be quoted`;
    return [
      problem('parameter-quoting', valueSpan, message, [
        { title: 'Remove the quotes', safe: true, edits: [{ span: valueSpan, text: value }] },
      ]),
    ];
  }
  return [];
}
