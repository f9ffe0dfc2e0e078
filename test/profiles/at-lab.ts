// A profile of the lab's client, with a store in memory and real renewals at the lab's token endpoint.
import { after } from 'node:test';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import type { SignInRequest, Tokens } from '../../src/oauth/model.ts';
import { renew } from '../../src/oauth/use-tokens.ts';
import { ProfileOfRequest, type RefreshPolicy } from '../../src/profiles/of-request.ts';
import { credentialHeaders } from '../../src/profiles/put-credentials.ts';
import { Renewals } from '../../src/profiles/renewals.ts';
import { openProfiles, type ProfileStore } from '../../src/profiles/store.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { sender } from '../request/sending.ts';

export interface AtLab {
  readonly lab: Lab;
  readonly profiles: ProfileStore;
  readonly profile: ProfileOfRequest;
  readonly renewals: Renewals;
  /** How often the token endpoint was asked. */
  readonly hits: () => number;
  /** What the lab's request of that name is authenticated with. */
  readonly tokenOf: (name: string) => string;
  readonly save: (tokens: Partial<Tokens>, request?: Partial<SignInRequest>) => Promise<void>;
  policy: RefreshPolicy;
}

export async function openAtLab(): Promise<AtLab> {
  const lab = await startLab();
  after(() => lab.stop());
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  const profiles = openProfiles({
    secrets: {
      get: async key => secrets.get(key),
      store: async (key, value) => void secrets.set(key, value),
      delete: async key => void secrets.delete(key),
    },
    globalState: {
      get: <T>(key: string, otherwise: T) => (state.get(key) as T | undefined) ?? otherwise,
      update: async (key, value) => void state.set(key, value),
    },
  });
  let hits = 0;
  const outside = {
    send: ((request, options, signal) => {
      if (request.method === 'POST') hits++;
      return sender.send(request, options, signal);
    }) as typeof sender.send,
    now: Date.now,
    wait: async () => undefined,
    listen: () => Promise.reject(new Error('no browser')),
    openBrowser: async () => false,
    showDeviceCode: () => undefined,
    readFile: () => Promise.reject(new Error('no files')),
  };
  const renewals = new Renewals({
    read: id => profiles.read(id),
    save: profile => profiles.save(profile),
    renew: (request, tokens) => renew(request, tokens, outside, new AbortController().signal),
  });
  const issuer = /@issuer = (\S+)/.exec(lab.httpFile)?.[1] ?? '';
  const at: AtLab = {
    lab,
    profiles,
    renewals,
    hits: () => hits,
    policy: 'ask',
    profile: new ProfileOfRequest({
      store: profiles,
      ready: async ({ credentials }) =>
        credentials.kind === 'oauth' || credentials.kind === 'basic' || credentials.kind === 'bearer'
          ? { kind: 'ready', credentials }
          : { kind: 'failed', reason: 'signed out' },
      headers: credentialHeaders,
      renew: (id, spent) => renewals.renew(id, spent),
      failureOf: (id, spent) => renewals.failureOf(id, spent),
      policy: () => at.policy,
      renewAlways: async () => {
        at.policy = 'automatic';
      },
      now: Date.now,
      randomId: () => crypto.randomUUID(),
    }),
    tokenOf(name) {
      const file = parseHttpFile(lab.httpFile);
      const index = file.requests.findIndex(request => request.name?.text === name);
      const { request } = resolveRequest(file, index, {});
      return request?.headers.find(header => header.name === 'Authorization')?.value.replace('Bearer ', '') ?? '';
    },
    save: (tokens, request) =>
      profiles.save({
        id: 'lab',
        name: 'Orders',
        credentials: {
          kind: 'oauth',
          request: {
            issuer,
            clientId: 'lab-client',
            authentication: { kind: 'client_secret_basic', secret: 'lab-client-secret' },
            grant: { kind: 'client-credentials' },
            ...request,
          },
          tokens: { accessToken: at.tokenOf('expiredToken'), tokenType: 'bearer', ...tokens },
        },
      }),
  };
  return at;
}
