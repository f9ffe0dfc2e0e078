// The lab: servers on loopback that fail in every way that a diagnosis can name, and the requests that make them. They
// know nothing of how a failure is explained, and nothing of the network beyond this computer. Secrets are invented at
// each start; nothing is kept.
import { families } from './faults/index.ts';
import { formatHttpFile } from './http-file.ts';
import { createIssuer } from './issuer.ts';
import {
  type Answer,
  type Handler,
  type Incoming,
  type LabContext,
  type LabRequest,
  type ServerName,
  serverNames,
} from './model.ts';
import { type RunningServer, serve } from './serve.ts';

export type { LabRequest };

export interface Lab {
  /** Of the API; the other servers' origins are in `httpFile`. */
  readonly origin: string;
  readonly requests: readonly LabRequest[];
  /** All requests as one `.http` text. */
  readonly httpFile: string;
  stop(): Promise<void>;
}

type Routes = Readonly<Record<string, Handler>>;

export async function startLab(): Promise<Lab> {
  const startedAt = Date.now();
  const lateTime = startedAt - 10 * 60_000;
  const routes = new Map<ServerName, Routes>();
  const servers: RunningServer[] = [];
  const origins: Partial<Record<ServerName, string>> = {};
  const stop = async () => {
    await Promise.all(servers.map(server => server.stop()));
  };
  try {
    for (const name of serverNames) {
      const handler = (incoming: Incoming) => route(routes.get(name) ?? {}, incoming);
      const hostname = name === 'other' ? 'localhost' : '127.0.0.1';
      const server = await serve(hostname, handler, name === 'late' ? () => lateTime : undefined);
      servers.push(server);
      origins[name] = server.origin;
    }
    const { api, issuer: url } = origins as LabContext['origins'];
    const issuer = await createIssuer(url, api, startedAt);
    const token = await issuer.mint();
    const lab: LabContext = { origins: origins as LabContext['origins'], issuer, token, startedAt, lateTime };
    const faults = await Promise.all(families.map(family => family(lab)));
    for (const name of serverNames) routes.set(name, Object.assign({}, ...faults.map(fault => fault.routes[name])));
    const requests = faults.flatMap(fault => fault.requests);
    return { origin: api, requests, httpFile: formatHttpFile(requests, lab), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function route(routes: Routes, incoming: Incoming): Answer | Promise<Answer> {
  const handler = routes[incoming.url.pathname] ?? routes['*'];
  return handler
    ? handler(incoming)
    : { status: 404, body: { error: 'not_found', message: `Nothing is at ${incoming.url.pathname}` } };
}
