// Splits the words of a `curl` command into options and values, as curl's own parser does.
import { optionsWithValue, plainOptions, shortOptions } from './curl-options.ts';
import type { RequestProblem } from './problem.ts';
import type { Word } from './shell.ts';

export interface Given {
  readonly name: string;
  readonly value: string;
  readonly word: Word;
}

/** One list for each side of `--next`. A URL is the option `url`, as curl has it. */
export function readOptions(words: readonly Word[], problems: RequestProblem[]): Given[][] {
  const groups: Given[][] = [[]];
  let onlyUrls = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    const push = (name: string, value: string) => {
      if (name === 'next') groups.push([]);
      else groups.at(-1)?.push({ name, value, word });
    };
    const take = () => words[++i]?.text ?? '';
    if (onlyUrls || !word.text.startsWith('-') || word.text === '-') push('url', word.text);
    else if (word.text === '--') onlyUrls = true;
    else if (word.text.startsWith('--')) readLong(word, words[i + 1], push, take, problems);
    else readShort(word, push, take, problems);
  }
  return groups;
}

type Push = (name: string, value: string) => void;

/** `--name`, `--no-name`, `--name value` and, as other tools have it, `--name=value`. */
function readLong(
  word: Word,
  next: Word | undefined,
  push: Push,
  take: () => string,
  problems: RequestProblem[],
): void {
  const equals = word.text.indexOf('=');
  const written = word.text.slice(2, equals < 0 ? undefined : equals);
  const name = fullName(written);
  if (name !== undefined && optionsWithValue.has(name)) push(name, equals < 0 ? take() : word.text.slice(equals + 1));
  else if (name !== undefined) push(name, '');
  else if (!(written.startsWith('no-') && fullName(written.slice(3)))) {
    problems.push(notUnderstood(`--${written}`, word));
    // The value of an option that is not known must not become the URL.
    if (equals < 0 && next && !next.text.startsWith('-') && !looksLikeUrl(next.text)) take();
  }
}

/** curl takes any beginning of a long name that fits one only. */
function fullName(written: string): string | undefined {
  if (optionsWithValue.has(written) || plainOptions.has(written)) return written;
  if (written.length < 3) return undefined;
  const fitting = [...optionsWithValue, ...plainOptions].filter(name => name.startsWith(written));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** `-sSLkX POST`, `-XPOST` */
function readShort(word: Word, push: Push, take: () => string, problems: RequestProblem[]): void {
  for (let i = 1; i < word.text.length; i++) {
    const name = shortOptions[word.text[i] ?? ''];
    if (name === undefined) problems.push(notUnderstood(`-${word.text[i]}`, word));
    else if (optionsWithValue.has(name)) {
      const rest = word.text.slice(i + 1);
      push(name, rest === '' ? take() : rest);
      return;
    } else push(name, '');
  }
}

function notUnderstood(option: string, { span }: Word): RequestProblem {
  return {
    code: 'unknown-option',
    severity: 'warning',
    message: `"${option}" is no option of curl that is known here: it was left out`,
    span,
  };
}

function looksLikeUrl(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|localhost\b|\{\{|[\w-]{1,63}\.[\w-])/i.test(text);
}
