// A sender and servers on loopback for the tests that send; both end with the file that imports this.
import { join } from 'node:path';
import { after } from 'node:test';
import type { Exchange } from '../../src/request/model.ts';
import { createSender } from '../../src/request/send.ts';
import type { SendOptions } from '../../src/request/sender.ts';
import { type Loopback, type Respond, serve } from './loopback.ts';

export const worker = join(import.meta.dirname, '../../src/request/send-worker.ts');
export const sender = createSender(worker);
const started: Loopback[] = [];

after(async () => {
  await sender.dispose();
  await Promise.all(started.map(server => server.stop()));
});

export async function start(respond: Respond, tls?: Parameters<typeof serve>[1]): Promise<Loopback> {
  const server = await serve(respond, tls);
  started.push(server);
  return server;
}

export function get(url: string, headers: Record<string, string> = {}, options?: SendOptions): Promise<Exchange> {
  return sender.send(
    { method: 'GET', url, headers: Object.entries(headers).map(([name, value]) => ({ name, value })) },
    options,
  );
}
