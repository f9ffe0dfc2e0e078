import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Noon, so that every test knows the time. */
export const noon = Date.UTC(2026, 0, 31, 12);

/** Runs the command line in this process. */
export async function why401(
  args: readonly string[],
  io: Partial<Io> & { readonly stdin?: string } = {},
): Promise<Outcome> {
  let out = '';
  let error = '';
  const status = await run(args, {
    readStdin: async () => io.stdin ?? '',
    writeOut: text => {
      out += text;
    },
    writeError: text => {
      error += text;
    },
    cwd: process.cwd(),
    environment: {},
    now: () => noon,
    color: false,
    width: 100,
    progress: false,
    senderFile: join(import.meta.dirname, '../../src/request/send-worker.ts'),
    interrupted: new AbortController().signal,
    ...io,
  });
  return { status, out, error };
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads the documents that the contract describes
export function json(outcome: Outcome): any {
  return JSON.parse(outcome.out);
}

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, gone after the tests. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'why401-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A JWT with these claims; its signature is none of anybody's. */
export function tokenWith(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${Buffer.from('not a signature, but as long as one').subarray(0, 32).toString('base64url')}`;
}
