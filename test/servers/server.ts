// Runs servers as they are in the world, each on a free port of loopback, and asks the real sender and the real diagnosis
// about them. What they are set up to do wrong is in the tests.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, isAbsolute, join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { CauseId } from '../../src/causes/catalogue.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Exchange, HttpRequest } from '../../src/request/model.ts';
import { createSender } from '../../src/request/send.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import type { Whole } from '../eval/belongings.ts';
import { keepFailure, keepWhole, mendAfterwards } from './mending.ts';
import { record } from './record.ts';

/** A request in short: the method is GET unless a body is given. */
export interface ShortRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Case extends ShortRequest {
  readonly title: string;
  readonly expected: CauseId;
  /** The answer does not tell: no cause is named as if it were known. */
  readonly undetermined?: boolean;
}

const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
mendAfterwards(sender);
after(() => sender.dispose());

/** How each exchange was sent, which it does not tell by itself. */
const sentWith = new WeakMap<Exchange, SendOptions>();

export async function send(request: ShortRequest, options?: SendOptions): Promise<Exchange> {
  const exchange = await sender.send(inFull(request), options);
  if (options) sentWith.set(exchange, options);
  return exchange;
}

function inFull({ url, body, method = body === undefined ? 'GET' : 'POST', headers = {} }: ShortRequest): HttpRequest {
  const fields = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { method, url, headers: fields, ...(body !== undefined && { body: { text: body } }) };
}

/** What the user of a server has, as a request that it takes, and more; asked for when the tests are through. */
export function userHas(whole: () => ShortRequest | Promise<ShortRequest>, more?: () => Omit<Whole, 'request'>): void {
  keepWhole(async () => ({ request: inFull(await whole()), ...more?.() }));
}

export async function checkCase({ expected, undetermined, ...request }: Case): Promise<void> {
  checkExchange(await send(request), expected, undetermined);
}

/** The same server takes what is whole, and nothing is found there. */
export async function checkSuccess(request: ShortRequest): Promise<void> {
  const exchange = await send(request);
  record(exchange, 'not-an-auth-failure', true);
  userHas(() => request);
  assert.equal(exchange.response?.status, 200, exchange.response?.body?.text);
  assert.deepEqual(diagnose(exchange).findings, []);
}

/** The most probable cause is the expected one; a failure shows all that was answered and found. */
export function checkExchange(exchange: Exchange, expected: CauseId, undetermined = false): void {
  assert.ok(exchange.response, exchange.failure?.message);
  record(exchange, expected, !undetermined);
  keepFailure(exchange, expected, sentWith.get(exchange));
  const { status, headers, body } = exchange.response;
  const { findings } = diagnose(exchange);
  const found = findings.map(({ cause, confidence }) => `${cause} ${confidence.toFixed(2)}`).join(', ');
  const answer = [status, ...headers.map(({ name, value }) => `${name}: ${value}`), '', body?.text].join('\n');
  const message = `found ${found || 'nothing'} instead of ${expected}\n${answer}`;
  if (undetermined) {
    assert.ok((findings[0]?.confidence ?? 1) <= 0.9, message);
  } else assert.equal(findings[0]?.cause, expected, message);
}

export interface Running {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** A server that is a library, in this process. */
export async function serve(listener: RequestListener): Promise<Running> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** A server that is a program. `files` are put into a folder of its own; `{folder}` and `{port}` stand for what they are. */
export async function run(
  program: string,
  { args, files, debianPackage }: { args: string[]; files: Record<string, string>; debianPackage: string },
): Promise<Running> {
  const executable = findProgram(program, debianPackage);
  const folder = mkdtempSync(join(tmpdir(), `why401-${basename(program)}-`));
  // A server that starts as root reads its files as somebody else.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const filled = (text: string) => text.replaceAll('{folder}', folder).replaceAll('{port}', String(port));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), filled(text));
    if (text.startsWith('#!')) chmodSync(join(folder, name), 0o755);
  }
  const child = spawn(executable, args.map(filled), { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  child.stdout.on('data', chunk => output.push(String(chunk)));
  child.stderr.on('data', chunk => output.push(String(chunk)));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItListens(child, port, program, output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: `http://127.0.0.1:${port}`, stop };
}

function findProgram(program: string, debianPackage: string): string {
  // Debian keeps servers in folders that are not on everybody's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const places = isAbsolute(program) ? [program] : folders.map(folder => join(folder, program));
  const found = places.find(isExecutable);
  assert.ok(found, `${program} is not installed; on Debian: apt-get install ${debianPackage}`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItListens(child: ChildProcess, port: number, program: string, output: string[]): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(20)) {
    if (await listens(port)) return;
    if (child.exitCode !== null) break;
  }
  throw new Error(`${program} did not start: ${output.join('')}`);
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
