import { isEnclosed } from './brackets.ts';
import type { Language } from './languages.ts';
import type { Token } from './scan.ts';
import type { Piece } from './site.ts';

// Whether an expression goes on where no operator of the language says so: words that touch, literals side by side, the
// next line.

/** Words of a shell join where nothing parts them. */
export function touches(language: Language, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    language.id === 'shell' &&
    token !== undefined &&
    token.start === tokens[at - 1]?.end &&
    (token.kind === 'string' || token.kind === 'name')
  );
}

/** Whether an expression goes on after a line break: the next line begins with an operator, a method or, in brackets, a string. */
export function continues(language: Language, tokens: readonly Token[], at: number, end: number): boolean {
  let next = at;
  while (next < end && tokens[next]?.kind === 'newline') next++;
  const token = tokens[next];
  if (!token) return false;
  if (token.kind === 'string')
    return isEnclosed(tokens, next) && language.id !== 'ruby' && isAdjacent(language, tokens, next);
  return language.joins.includes(token.text) || token.text === '?' || token.text === '??' || token.text === '||';
}

/** Whether the string at `at` is one with the literal before it, and no key of its own. */
export function isAdjacent(language: Language, tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return language.adjacent === true && next?.text !== ':' && next?.text !== '=>';
}

/** `"Bearer "`: something is meant to follow. */
export function endsOpen(pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1);
  return pieces.length === 1 && last?.kind === 'literal' && /\w $/.test(last.text);
}

/** `%` of Python, `-f` of PowerShell: what follows fills the format before. */
export function isFormatOperator({ id }: Language, tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text;
  if (id === 'python') return text === '%';
  return id === 'powershell' && text === '-' && /^f$/i.test(tokens[at + 1]?.text ?? '');
}
