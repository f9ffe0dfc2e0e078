import type { Fix, Span } from '../text/span.ts';
import type { HeaderProblem } from './model.ts';
import { problem } from './problems.ts';

/** Characters that no field value may hold (RFC 9110 §5.5), each run of them once. U+0000 is an opaque piece. */
export function checkCharacters(value: string): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  for (let i = 0; i < value.length; i++) {
    if (!isControl(value.charCodeAt(i))) continue;
    const start = i;
    while (i + 1 < value.length && isControl(value.charCodeAt(i + 1))) i++;
    problems.push(reportControl(value, { start, end: i + 1 }));
  }
  return problems;
}

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0) || code === 0x7f;
}

function reportControl(value: string, span: Span): HeaderProblem {
  const lineBreak = /[\r\n]/.test(value.slice(span.start, span.end));
  const what = lineBreak ? 'a line break' : 'a control character';
  const where = span.end === value.length ? 'ends in' : 'holds';
  const fix: Fix = { title: `Remove ${what}`, safe: true, edits: [{ span, text: '' }] };
  return problem('control-character', span, `The value ${where} ${what}, which no header may hold; remove it`, [fix]);
}
