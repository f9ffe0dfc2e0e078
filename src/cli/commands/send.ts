import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkRequest } from '../../repair/check-request.ts';
import type { Exporter } from '../../request/exporters/exporter.ts';
import { formatHar } from '../../request/exporters/har.ts';
import { exporters } from '../../request/exporters/index.ts';
import type { ImportedRequest } from '../../request/importer.ts';
import { createSender } from '../../request/send.ts';
import type { Sender, SendOptions } from '../../request/sender.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { isAuthFailure } from '../explained.ts';
import { readHttpRequest } from '../http-request.ts';
import { curlRequest, importedRequest } from '../imported-request.ts';
import { readBytes, readInput, reasonOf } from '../input.ts';
import { type Command, exitStatus, type Io, UsageError } from '../io.ts';
import { formatJson, sendDocument } from '../output/json.ts';
import { shownUrl } from '../output/masking.ts';
import { plain } from '../output/paint.ts';
import { formatExplained, formatRepairs } from '../output/text.ts';
import { readAnswers, repairOnce } from '../repairing.ts';
import { investigate, proxyFrom, sendAndExplain } from '../sending.ts';
import { SignInFailed, signingIn } from '../signing-in.ts';

export const sendCommand: Command = {
  name: 'send',
  summary: 'send a request, follow it and explain the outcome',
  usage: usageOf(
    `send --http FILE [--name NAME | --line N] [OPTIONS]
       why401 send --curl (FILE | - | 'curl …') [OPTIONS]
       why401 send --import FILE [--name NAME] [OPTIONS]
       why401 send METHOD URL [-H 'NAME: VALUE']… [-d BODY] [OPTIONS]

Sends one request, follows its redirects, and says why it failed. Credentials are never sent to another origin that a
redirect leads to, unless you trust that origin.`,
    {
      '--http FILE': 'a .http or .rest file; - is stdin',
      '--name NAME': 'the request of that name',
      '--line N': 'the request at that line',
      '--first NAME': 'send this one of the file before, for references to its response; may be repeated',
      '--curl COMMAND': 'a curl command, or a file that holds one; - is stdin',
      '--import FILE': 'a Postman collection, an OpenAPI document, code, HAR, …; - is stdin',
      '-H, --header FIELD': 'a header field; may be repeated',
      '-d, --data BODY': 'the body',
      '--env NAME': 'the environment, of http-client.env.json, .env.NAME and the like',
      '--var NAME=VALUE': 'a value for {{NAME}} in the .http file; may be repeated',
      '--no-follow': 'do not follow redirects',
      '--trust-origin URL': 'send credentials to this origin too, where a redirect leads there; may be repeated',
      '--timeout SECONDS': 'give up after that time; 60 without it',
      '--cacert FILE': 'trust the certificate authorities in this PEM file as well',
      '--cert FILE': 'show this client certificate: PEM, or PKCS #12 where it ends in .p12 or .pfx',
      '--key FILE': 'the private key of --cert, where that file has none',
      '--passphrase TEXT': 'what opens the key',
      '--insecure': 'do not verify certificates',
      '--output FILE': 'write the body of the response there, however long it is',
      '--find-out': 'where it failed, send up to six safe variations that tell the causes apart',
      '--repair': 'where it failed, take the first fix that needs no more than is given, and send once more',
      '--answer NAME[=VALUE]': 'what a fix asks for; without a value that of the variable WHY401_NAME; may be repeated',
      '--har-out FILE': 'keep the exchange as an HTTP Archive',
      '--as FORM': `send nothing, and print the request as ${exporters.map(({ id }) => id).join(', ')}`,
      '--format FORMAT': 'text or json',
    },
  ),
  run,
};

const options = {
  http: { type: 'string' },
  name: { type: 'string' },
  line: { type: 'string' },
  first: { type: 'string', multiple: true },
  curl: { type: 'string' },
  import: { type: 'string' },
  header: { type: 'string', short: 'H', multiple: true },
  data: { type: 'string', short: 'd' },
  env: { type: 'string' },
  var: { type: 'string', multiple: true },
  'no-follow': { type: 'boolean' },
  'trust-origin': { type: 'string', multiple: true },
  timeout: { type: 'string' },
  cacert: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  passphrase: { type: 'string' },
  insecure: { type: 'boolean' },
  output: { type: 'string' },
  'find-out': { type: 'boolean' },
  repair: { type: 'boolean' },
  answer: { type: 'string', multiple: true },
  'har-out': { type: 'string' },
  as: { type: 'string' },
} as const;

type Arguments = ReturnType<typeof parseArguments<typeof options>>;

async function run(args: readonly string[], io: Io): Promise<number> {
  const parsed = parseArguments(args, options);
  const { values } = parsed;
  const format = oneOf('format', values.format, ['text', 'json']);
  const showSecrets = values['show-secrets'] === true;
  if (values.answer && !values.repair) throw new UsageError('--answer is of use only with --repair');
  const answers = readAnswers(values.answer ?? [], io.environment);
  const sender = createSender(io.senderFile);
  try {
    const request = await requestFrom(parsed, sender, io);
    if (values.as !== undefined) {
      io.writeOut(`${exporterNamed(values.as).format(request, { showSecrets }).trimEnd()}\n`);
      return exitStatus.ok;
    }
    for (const { message } of checkRequest(request, io.now())) io.writeError(`why401: warning: ${plain(message)}\n`);
    if (io.progress) io.writeError(`Sending ${request.method} ${shownUrl(request.url, false)} …\n`);
    const sending = await optionsFrom(values, request.url, io);
    const sent = await sendAndExplain(request, sender, sending, io.interrupted);
    const explained = values['find-out'] ? await investigate(sent, sender, sending, io.interrupted) : sent;
    if (io.interrupted.aborted) return exitStatus.interrupted;
    const look = { color: io.color, width: io.width, showSecrets };
    if (format === 'text') io.writeOut(formatExplained([explained], look));
    const repaired = values.repair
      ? await repairOnce(explained, { sender, options: { ...sending, ...request.options }, answers }, io)
      : undefined;
    if (io.interrupted.aborted) return exitStatus.interrupted;
    const last = repaired?.find(one => one.taken);
    const outcomes = [explained, ...(last ? [last.after] : [])];
    if (values['har-out'] !== undefined) {
      const exchanges = outcomes.map(({ exchange }) => exchange);
      await keep(values['har-out'], formatHar(exchanges, { showSecrets }), io);
    }
    if (format === 'json') io.writeOut(formatJson(sendDocument(explained, showSecrets, repaired)));
    else io.writeOut(formatRepairs(repaired ?? [], look));
    const { diagnosis, exchange } = outcomes.at(-1) ?? explained;
    return isAuthFailure(diagnosis) || !exchange.response ? exitStatus.found : exitStatus.ok;
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error;
    io.writeError(`why401: ${plain(error.message)}\n`);
    const look = { color: io.color, width: io.width, showSecrets };
    if (format === 'text') io.writeOut(formatExplained([error.explained], look));
    else io.writeOut(formatJson(sendDocument(error.explained, showSecrets)));
    return exitStatus.found;
  } finally {
    await sender.dispose();
  }
}

function exporterNamed(id: string): Exporter {
  const exporter = exporters.find(one => one.id === id);
  if (!exporter) throw new UsageError(`--as is "${id}"; it takes ${exporters.map(one => one.id).join(', ')}`);
  return exporter;
}

async function requestFrom({ values, positionals }: Arguments, sender: Sender, io: Io): Promise<ImportedRequest> {
  const inputs = [values.http, values.curl, values.import, positionals[0]].filter(input => input !== undefined);
  if (inputs.length !== 1)
    throw new UsageError(
      'send takes one input: --http FILE, --curl COMMAND, --import FILE, or METHOD URL; see `why401 send --help`',
    );
  if (values.http !== undefined)
    return readHttpRequest(
      values.http,
      values,
      io,
      async request => {
        const { name: _, options: own, ...message } = request;
        io.writeError(`why401: sending "${plain(request.name ?? message.url)}" first\n`);
        return sender.send(message, { ...(await optionsFrom(values, message.url, io)), ...own }, io.interrupted);
      },
      values.as === undefined ? signingIn(sender, url => optionsFrom(values, url, io), io) : undefined,
    );
  if (values.curl !== undefined) return curlRequest(values.curl, io);
  if (values.import !== undefined) return importedRequest(values.import, values.name, io);
  return plainRequest(positionals, values);
}

function plainRequest([first = '', second, ...more]: readonly string[], values: Arguments['values']): ImportedRequest {
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one argument too many; send takes METHOD URL`);
  const url = second ?? first;
  const method = second === undefined ? (values.data === undefined ? 'GET' : 'POST') : first;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new UsageError(`"${url}" is no http or https URL`);
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) throw new UsageError(`"${method}" is no HTTP method`);
  const headers = (values.header ?? []).map(field => {
    const colon = field.indexOf(':');
    if (colon < 1) throw new UsageError(`-H "${field}" has no colon; write 'Name: value'`);
    return { name: field.slice(0, colon).trim(), value: field.slice(colon + 1).trim() };
  });
  return { method, url, headers, ...(values.data !== undefined && { body: { text: values.data } }) };
}

async function optionsFrom(values: Arguments['values'], url: string, io: Io): Promise<SendOptions> {
  const seconds = Number(values.timeout ?? 60);
  if (!(seconds > 0)) throw new UsageError(`--timeout is "${values.timeout}"; it takes a number of seconds`);
  const trusted = (values['trust-origin'] ?? []).map(origin => {
    if (!URL.canParse(origin))
      throw new UsageError(`--trust-origin is "${origin}"; it takes an origin such as https://api.example.com`);
    return new URL(origin).origin;
  });
  return {
    ...proxyFrom(io.environment, url),
    cookieSession: true,
    timeout: seconds * 1000,
    trustedOrigins: trusted,
    ...(values['no-follow'] && { followRedirects: false }),
    ...(values.insecure && { verifyTls: false }),
    ...(values.output !== undefined && {
      bodyFile: { path: resolve(io.cwd, values.output), when: 'always' as const },
    }),
    ...(values.cert !== undefined && { clientCertificate: await certificateFrom(values.cert, values, io) }),
    ...(values.cacert !== undefined && { certificateAuthorities: [await readInput(io, values.cacert)] }),
  };
}

async function certificateFrom(
  file: string,
  { key, passphrase }: Arguments['values'],
  io: Io,
): Promise<NonNullable<SendOptions['clientCertificate']>> {
  const opened = passphrase === undefined ? {} : { passphrase };
  if (/\.(?:p12|pfx)$/i.test(file)) return { pfx: (await readBytes(io, file)).toString('base64'), ...opened };
  const cert = await readInput(io, file);
  return { cert, key: key === undefined ? cert : await readInput(io, key), ...opened };
}

async function keep(file: string, text: string, io: Io): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text);
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${reasonOf(error)}`);
  }
}
