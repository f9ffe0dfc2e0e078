import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LineIndex } from '../text/line-index.ts';
import { type Io, UsageError } from './io.ts';

const failures: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
};

/** Reads a file, or stdin where `file` is `-`. A byte order mark is taken off. */
export async function readInput(io: Io, file: string): Promise<string> {
  if (file === '-') return withoutMark(await io.readStdin());
  return withoutMark((await readBytes(io, file)).toString());
}

export async function readBytes(io: Io, file: string): Promise<Buffer> {
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    throw new UsageError(`cannot read "${file}": ${reasonOf(error)}`);
  }
}

export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return failures[code] ?? message;
}

/** How an input is named to the user. */
export function nameOfInput(file: string): string {
  return file === '-' ? 'stdin' : file;
}

/** `file:line:column`, as editors and terminals make it a link. */
export function placeOf(file: string, text: string, offset: number): string {
  const { line, column } = new LineIndex(text).position(offset);
  return `${nameOfInput(file)}:${line + 1}:${column + 1}`;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
