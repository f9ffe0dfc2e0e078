// Compares what generated `curl` commands mean to us with what they mean to others: curlconverter, which reads them too, and
// curl itself, which is run and sends to a socket. `npm run eval:curl -- [READ] [RUN]` prints every difference.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseCurl } from '../../src/request/importers/curl.ts';
import { createSender } from '../../src/request/send.ts';
import { type ReceivedRequest, reply, serve } from '../request/loopback.ts';
import { curlCommands } from './curl-commands.ts';
import { loadOracle, ours } from './curlconverter.ts';

const [read = 10_000, run = 500] = process.argv.slice(2).map(Number);
const isGood = (await compareReading(read)) && (await compareSending(run));
process.exitCode = isGood ? 0 : 1;

async function compareReading(count: number): Promise<boolean> {
  const theirs = await loadOracle();
  if (!theirs) {
    console.log('curlconverter has no build for this machine');
    return true;
  }
  let compared = 0;
  let agreed = 0;
  for (const command of fc.sample(curlCommands('https://api.example.com', 'curlconverter'), count)) {
    const expected = theirs(command);
    if (!expected) continue;
    compared++;
    const found = ours(command);
    if (isDeepStrictEqual(found, expected)) agreed++;
    else console.log(`${command}\n--- curlconverter\n${show(expected)}\n--- Why401\n${show(found)}\n`);
  }
  console.log(
    `${agreed} of ${compared} commands mean the same to curlconverter, which could not read ${count - compared}`,
  );
  return agreed === compared;
}

function show(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

async function compareSending(count: number): Promise<boolean> {
  const server = await serve(() => reply(200));
  const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
  let compared = 0;
  let agreed = 0;
  for (const command of fc.sample(curlCommands(server.url(''), 'curl'), count)) {
    server.received.length = 0;
    await once(spawn('bash', ['-c', command], { stdio: 'ignore', env: { ...process.env, HOME: '/nowhere' } }), 'exit');
    const [theirs] = server.received;
    const [request] = parseCurl(command).requests;
    // A line break in the address, for one, is refused by curl itself.
    if (!theirs || !request) continue;
    server.received.length = 0;
    const { failure } = await sender.send(latin1(request), request.options);
    const [own] = server.received;
    compared++;
    if (own && essence(own) === essence(theirs)) agreed++;
    else
      console.log(`${command}\n--- curl\n${essence(theirs)}\n--- Why401\n${own ? essence(own) : failure?.message}\n`);
  }
  await sender.dispose();
  await server.stop();
  console.log(`${agreed} of ${compared} commands send the same as curl, which refused ${count - compared}`);
  return agreed === compared;
}

/** What each client adds for itself, the order of headers and the boundary are no part of the command. */
function essence({ head, body }: ReceivedRequest): string {
  const [requestLine = '', ...fields] = Buffer.from(head, 'latin1').toString().trimEnd().split('\r\n');
  const kept = fields
    .map(field => field.replace(/^([^:]+):\s*/, (_, name: string) => `${name.toLowerCase()}: `).trimEnd())
    // Older ones join cookies without a space.
    .map(field => (field.startsWith('cookie:') ? field.replace(/;(?=\S)/g, '; ') : field))
    .filter(
      field =>
        !/^(?:host:|content-length:|user-agent: (?:why401|curl\/)|accept: \*\/\*|accept-encoding:|expect:)/.test(field),
    );
  // curl writes the escapes that `--get` moves into the address in lower case, and what is not ASCII without any.
  const line = requestLine
    .replace(/[^\x20-\x7e]+/g, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/gi, written => written.toUpperCase())
    .replace('HTTP/1.0', 'HTTP/1.1');
  const text = [line, ...kept.sort(), '', body].join('\n');
  const boundary = /boundary=(\S+)/.exec(head)?.[1];
  return boundary ? text.replaceAll(boundary, 'BOUNDARY') : text;
}

/** Header values go out as Latin-1; curl sends the bytes of the terminal, which are UTF-8. */
function latin1<T extends { readonly headers: readonly { readonly name: string; readonly value: string }[] }>(
  request: T,
): T {
  const headers = request.headers.map(({ name, value }) => ({ name, value: Buffer.from(value).toString('latin1') }));
  return { ...request, headers };
}
