import type { TokenState } from '../../jwt/model.ts';
import { describeState, hasOddExpiry } from '../../jwt/times.ts';
import { LineIndex } from '../../text/line-index.ts';
import type { TokensOfFile } from './json.ts';
import type { Look } from './look.ts';
import { count, painter, plain, table } from './paint.ts';

const colors = {
  valid: 'green',
  expiring: 'yellow',
  expired: 'red',
  'not-yet-valid': 'red',
  'no-expiry': 'yellow',
  undecodable: 'red',
} as const;

function colorOf(state: TokenState): 'green' | 'yellow' | 'red' {
  return state.kind === 'valid' && hasOddExpiry(state) ? 'yellow' : colors[state.kind];
}

/** What `tokens` prints for a person: a line for each token, and below it what is wrong with it. */
export function formatTokens(files: readonly TokensOfFile[], now: number, look: Look): string {
  const paint = painter(look.color);
  const found = files.flatMap(({ file, text, tokens }) => {
    const lines = new LineIndex(text);
    return tokens.map(({ token, state }) => ({ place: placeOf(file, lines, token.span.start), token, state }));
  });
  if (found.length === 0) return 'No tokens found\n';
  const width = Math.max(...found.map(({ place }) => place.length));
  const lines = found.flatMap(({ place, token, state }) => {
    const claims = table([['iss', 'sub', 'aud'].flatMap(name => claim(name, token.payload?.[name]))]);
    const head = `${paint('bold', place.padEnd(width))}  ${token.kind.padEnd(9)}  ${paint(colorOf(state), describeState(state, now))}`;
    return [
      claims ? `${head}  ${paint('dim', claims)}` : head,
      ...token.problems.map(
        ({ severity, message, source }) =>
          `    ${paint(severity === 'error' ? 'red' : 'yellow', severity)}  ${plain(message)}${source ? paint('dim', `  ${source}`) : ''}`,
      ),
    ];
  });
  return `${lines.join('\n')}\n\n${count(found.length, 'token')} in ${count(files.length, 'file')}\n`;
}

function claim(name: string, value: unknown): string[] {
  return typeof value === 'string' || typeof value === 'number' || Array.isArray(value)
    ? [`${name}=${plain(String(value)).slice(0, 60)}`]
    : [];
}

function placeOf(file: string, lines: LineIndex, offset: number): string {
  const { line, column } = lines.position(offset);
  return `${file}:${line + 1}:${column + 1}`;
}
