import { diagnose } from '../diagnosis/diagnose.ts';
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

/** The proxy that the environment asks for. */
export function proxyFrom(environment: Environment, url: string): Pick<SendOptions, 'proxy'> {
  const proxy = chooseProxy(url, {}, environment);
  return proxy ? { proxy } : {};
}
