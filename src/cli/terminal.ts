import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks at a terminal; what is typed as a secret is not shown. Undefined where the user gives no answer. */
export async function askAtTerminal(
  { input, output, signal }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream; signal: AbortSignal },
  question: string,
  secret: boolean,
): Promise<string | undefined> {
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!secret) output.write(chunk);
      done();
    },
  });
  output.write(`${question}: `);
  const terminal = createInterface({ input, output: echo, terminal: true });
  // A raw terminal gives Ctrl+C to the interface, and nobody else hears of it.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const closed = new Promise<undefined>(done => terminal.once('close', () => done(undefined)));
    return await Promise.race([terminal.question('', { signal }), closed]);
  } catch {
    return undefined;
  } finally {
    terminal.close();
    if (secret) output.write('\n');
  }
}
