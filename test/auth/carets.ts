import assert from 'node:assert/strict';
import type { HeaderProblem } from '../../src/auth/model.ts';

/**
 * A value, and below it one line for each problem with carets under its span and its code:
 *
 *     Basic realm="a" charset="UTF-8"
 *                    ^ missing-comma
 */
export function expectProblems(fixture: string, judge: (value: string) => readonly HeaderProblem[]): void {
  const [value = '', ...lines] = fixture
    .replace(/^\n/, '')
    .split('\n')
    .filter(line => line.trim() !== '');
  const indent = value.length - value.trimStart().length;
  const wanted = lines.map(line => {
    const [, gap = '', carets = '', code = ''] = /^( *)(\^+) (.+)$/.exec(line.slice(indent)) ?? [];
    return { code, start: gap.length, end: gap.length + carets.length };
  });
  const found = judge(value.slice(indent)).map(({ code, span }) => ({ code, start: span.start, end: span.end }));
  assert.deepEqual(found, wanted, value);
}
