import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Io } from './io.ts';
import { run } from './run.ts';
import { askAtTerminal } from './terminal.ts';

const { argv, env, stderr, stdin, stdout } = process;
const interruption = new AbortController();

const io: Io = {
  readStdin: () => text(stdin),
  writeOut: chunk => stdout.write(chunk),
  writeError: chunk => stderr.write(chunk),
  cwd: process.cwd(),
  environment: env,
  now: () => Date.now(),
  color: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
  width: stdout.columns ?? 100,
  progress: stderr.isTTY === true,
  ...(stdin.isTTY &&
    stderr.isTTY && {
      ask: (question: string, secret: boolean) =>
        askAtTerminal({ input: stdin, output: stderr, signal: interruption.signal }, question, secret),
    }),
  senderFile: join(dirname(realpathSync(argv[1] ?? '.')), 'sender.js'),
  interrupted: interruption.signal,
};

// The first interruption lets the command stop what it started; the second does not wait.
process.once('SIGINT', () => {
  interruption.abort();
  process.once('SIGINT', () => process.exit(130));
});
process.once('SIGTERM', () => interruption.abort());

// A reader such as `head` that goes away is no failure.
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });

run(argv.slice(2), io).then(
  status => {
    process.exitCode = status;
  },
  (error: unknown) => {
    stderr.write(`why401: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
