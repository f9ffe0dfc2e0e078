// Generates `curl` commands, runs each with the curl that is installed, imports and sends it ourselves, and compares what
// arrived. `node test/eval/curl.ts [count]` prints every difference and a count of agreements.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseCurl } from '../../src/request/importers/curl.ts';
import { createSender } from '../../src/request/send.ts';
import { type ReceivedRequest, reply, serve } from '../request/loopback.ts';

const quotings = [
  (text: string) => `'${text.replaceAll("'", "'\\''")}'`,
  (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`,
  (text: string) => `$'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('é', '\\u00e9')}'`,
];
const values = [
  'a',
  'b c',
  "it's",
  '$x',
  'é',
  'a=b&c',
  '"q"',
  '\\',
  'x\ny',
  '%20',
  '!',
  '*',
  'a;b',
  ' lead',
  'k=v',
  '{"a":1}',
];

function quoted(before: string, texts = values): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...quotings)).map(([text, quote]) => quote(before + text));
}

const oneLine = values.filter(text => !text.includes('\n'));
const option = fc.oneof(
  quoted('X-A: ', oneLine).map(word => `-H ${word}`),
  quoted('X-B:', oneLine).map(word => `--header ${word}`),
  quoted('user:', oneLine).map(word => `-u ${word}`),
  ...['-d', '--data', '--data-raw', '--data-binary', '--data-urlencode'].map(name =>
    quoted('').map(word => `${name} ${word}`),
  ),
  quoted('n=').map(word => `--data-urlencode ${word}`),
  fc.constantFrom(
    '-G',
    '-X PUT',
    '-XPATCH',
    '--request DELETE',
    '-sS',
    '-k',
    '-A agent/1',
    '-e http://ref.example/',
    '-b k=v',
    '-s \\\n',
  ),
  fc.constantFrom(
    '--oauth2-bearer tok',
    `--json '{"a":1}'`,
    `-H 'Accept:'`,
    `-H 'X-E;'`,
    `-H 'Authorization: Own x'`,
    '-H "Content-Type: application/json"',
  ),
);

/** What each client adds for itself, and the order of headers, are no part of the command. */
function essence({ head, body }: ReceivedRequest): string {
  const [requestLine = '', ...fields] = Buffer.from(head, 'latin1').toString().trimEnd().split('\r\n');
  const kept = fields
    .map(field => field.replace(/^([^:]+):\s*/, (_, name: string) => `${name.toLowerCase()}: `))
    .filter(
      field => !/^(?:host:|content-length:|user-agent: (?:why401|curl\/)|accept: \*\/\*|accept-encoding:)/.test(field),
    );
  // curl writes the escapes that `--get` moves into the address in lower case.
  const line = requestLine.replace(/%[0-9a-f]{2}/gi, written => written.toUpperCase());
  return [line, ...kept.sort(), '', body].join('\n');
}

const server = await serve(() => reply(200));
const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
const count = Number(process.argv[2] ?? 500);
let compared = 0;
let agreed = 0;
for (const options of fc.sample(fc.array(option, { maxLength: 6 }), count)) {
  const command = `curl ${options.join(' ')} '${server.url('/p?z=1')}'`;
  server.received.length = 0;
  await once(spawn('bash', ['-c', command], { stdio: 'ignore' }), 'exit');
  const [theirs] = server.received;
  const [request] = parseCurl(command).requests;
  // A line break in the address, for one, is refused by curl itself.
  if (!theirs || !request) continue;
  server.received.length = 0;
  const { failure } = await sender.send(latin1(request), request.options);
  const [ours] = server.received;
  compared++;
  if (ours && essence(ours) === essence(theirs)) agreed++;
  else
    console.log(`${command}\n--- curl\n${essence(theirs)}\n--- Why401\n${ours ? essence(ours) : failure?.message}\n`);
}
console.log(`${agreed} of ${compared} commands send the same`);
await sender.dispose();
await server.stop();
process.exitCode = agreed === compared ? 0 : 1;

/** Header values go out as Latin-1; curl sends the bytes of the terminal, which are UTF-8. */
function latin1<T extends { readonly headers: readonly { readonly name: string; readonly value: string }[] }>(
  request: T,
): T {
  const headers = request.headers.map(({ name, value }) => ({ name, value: Buffer.from(value).toString('latin1') }));
  return { ...request, headers };
}
