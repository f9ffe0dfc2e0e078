import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What every command understands. */
const commonOptions = {
  format: { type: 'string' },
  'exit-zero': { type: 'boolean' },
  'show-secrets': { type: 'boolean' },
} as const satisfies Options;

/** The help of a command: what it does, then its options and those that every command has. */
export function usageOf(introduction: string, options: Readonly<Record<string, string>>): string {
  const all = Object.entries({
    ...options,
    '--show-secrets': 'show credentials whole; without it only their first characters and their length',
    '--exit-zero': 'end with status 0 although something was found',
  });
  const width = Math.max(...all.map(([option]) => option.length));
  const lines = all.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`);
  return `Usage: why401 ${introduction}\n\n${lines.join('\n')}\n`;
}

export function parseArguments<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options: { ...commonOptions, ...options }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify [\s\S]*$/, ''));
  }
}

/** The value of an option that takes one of a few words; the first word is what holds without it. */
export function oneOf<T extends string>(option: string, value: string | undefined, words: readonly [T, ...T[]]): T {
  const found = value === undefined ? words[0] : words.find(word => word === value);
  if (found === undefined) throw new UsageError(`--${option} is "${value}"; it takes ${words.join(', ')}`);
  return found;
}
