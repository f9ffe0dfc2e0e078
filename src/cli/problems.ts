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
  for (const { severity, message, span } of problems) {
    const offset = span?.start ?? offsetIn(message, text);
    const place = offset === undefined ? nameOfInput(file) : placeOf(file, text, offset);
    if (severity === 'error' && !isUsable) throw new UsageError(`${place}: ${message}`);
    if (severity === 'error' || severity === 'warning') io.writeError(`why401: ${plain(`${place}: ${message}`)}\n`);
  }
}

/** Where the engine's own message says that JSON is broken. */
function offsetIn(message: string, text: string): number | undefined {
  if (message.includes('Unexpected end of JSON')) return text.length;
  const [, offset] = /at position (\d+)/.exec(message) ?? [];
  return offset === undefined ? undefined : Number(offset);
}
