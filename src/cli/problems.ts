import type { RequestProblem } from '../request/problem.ts';
import { nameOfInput, placeOf } from './input.ts';
import { type Io, UsageError } from './io.ts';
import { plain } from './output/paint.ts';

interface Parsed {
  /** As the user named it, and what was in it. */
  readonly file: string;
  readonly text: string;
  readonly problems: readonly RequestProblem[];
  /** Whether something could be read in spite of the problems. */
  readonly isUsable: boolean;
}

/** Says on stderr what a parser found; where nothing could be read, the first error ends the run. */
export function sayProblems({ file, text, problems, isUsable }: Parsed, io: Io): void {
  for (const { code, severity, message, span } of problems) {
    const offset = span?.start ?? (code === 'har-json' ? offsetOfError(text) : undefined);
    const place = offset === undefined ? nameOfInput(file) : placeOf(file, text, offset);
    if (severity === 'error' && !isUsable) throw new UsageError(`${place}: ${message}`);
    if (severity === 'error' || severity === 'warning') io.writeError(`why401: ${plain(`${place}: ${message}`)}\n`);
  }
}

/** Where JSON is broken, which the engine tells for few faults: behind the longest beginning that might still go on. */
function offsetOfError(text: string): number {
  let good = 0;
  for (let bad = text.length + 1; bad - good > 1; ) {
    const middle = Math.floor((good + bad) / 2);
    if (mightGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function mightGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    return /Unexpected end of JSON|Unterminated string/.test(message) || Number(position) === beginning.length;
  }
}
