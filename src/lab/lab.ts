// The lab: servers on loopback that fail in every way that a diagnosis can name, and the requests that make them. They
// know nothing of how a failure is explained, and nothing of the network beyond this computer. Secrets are invented at
// each start; nothing is kept.
import { claimFaults } from './faults/claims.ts';
import { digestFaults } from './faults/digest.ts';
import { dpopFaults } from './faults/dpop.ts';
import { headerFaults } from './faults/header.ts';
import { keyFaults } from './faults/keys.ts';
import { lifetimeFaults } from './faults/lifetime.ts';
import { oauthFaults } from './faults/oauth.ts';
import { passwordFaults } from './faults/password.ts';
import { policyFaults } from './faults/policy.ts';
import { sessionFaults } from './faults/session.ts';
import { signedFaults } from './faults/signed.ts';
import { tokenFaults } from './faults/tokens.ts';
import { travelFaults } from './faults/travel.ts';
import { formatHttpFile } from './http-file.ts';
import { createIssuer } from './issuer.ts';
import {
  type Answer,
  type FaultFamily,
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

/** In the order of the `.http` file. */
const families: readonly ((lab: LabContext) => FaultFamily | Promise<FaultFamily>)[] = [
  headerFaults,
  lifetimeFaults,
  tokenFaults,
  claimFaults,
  dpopFaults,
  passwordFaults,
  digestFaults,
  keyFaults,
  sessionFaults,
  oauthFaults,
  travelFaults,
  signedFaults,
  policyFaults,
];

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
