import { diagnose } from '../diagnosis/diagnose.ts';
import { findOut, type Step } from '../repair/experiments/find-out.ts';
import { writtenRequest } from '../repair/repair.ts';
import { optionsFor } from '../repair/send-elsewhere.ts';
import type { ImportedRequest } from '../request/importer.ts';
import { chooseProxy, type Environment } from '../request/proxy.ts';
import type { Sender, SendOptions } from '../request/sender.ts';
import type { Explained } from './explained.ts';

/** Sends a request and explains what came of it. What the request's own text says about sending wins over `options`. */
export async function sendAndExplain(
  { name: _name, options: own, ...request }: ImportedRequest,
  sender: Sender,
  options: SendOptions,
  signal: AbortSignal,
): Promise<Explained> {
  const exchange = await sender.send(request, { ...options, ...own }, signal);
  return { exchange, diagnosis: diagnose(exchange) };
}

/** Makes the experiments that tell the causes apart. No other origin than the request's is asked anything. */
export async function investigate(
  { exchange, diagnosis }: Explained,
  sender: Sender,
  options: SendOptions,
  signal: AbortSignal,
): Promise<Explained> {
  const steps: Step[] = [];
  const home = writtenRequest(exchange).url;
  // Each says itself which cookies it sends.
  const send: Sender['send'] = (request, own) =>
    sender.send(request, { ...optionsFor(request.url, home, options), cookieSession: false, ...own }, signal);
  for await (const step of findOut(exchange, { send, mayAsk: async () => false, signal })) steps.push(step);
  return { exchange, diagnosis: steps.at(-1)?.diagnosis ?? diagnosis, steps };
}

/** The proxy that the environment asks for. */
export function proxyFrom(environment: Environment, url: string): Pick<SendOptions, 'proxy'> {
  const proxy = chooseProxy(url, {}, environment);
  return proxy ? { proxy } : {};
}
