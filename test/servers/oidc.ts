// oidc-provider with a client for each way to sign in, on loopback.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import Provider, { type Adapter, type AdapterPayload, type ClientMetadata, errors } from 'oidc-provider';
import type { DevicePrompt, Outside, SignInRequest, SignInResult } from '../../src/oauth/model.ts';
import { listenForRedirect } from '../../src/oauth/redirect-listener.ts';
import { signIn } from '../../src/oauth/sign-in.ts';
import { createSender } from '../../src/request/send.ts';
import { browse, type Visit } from './oidc-browser.ts';
import { serve } from './server.ts';

export const secret = 'the-secret-of-the-service-which-is-long';
export const exchangeType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const deviceType = 'urn:ietf:params:oauth:grant-type:device_code';

const sender = createSender(join(import.meta.dirname, '../../src/request/send-worker.ts'));
let listener: RequestListener = () => {};
const server = await serve((request, response) => listener(request, response));
after(async () => {
  await sender.dispose();
  await server.stop();
});
export const issuer = server.origin;

/** A client that keeps no secret, and signs its user in through a browser. */
export const publicClient = {
  issuer,
  clientId: 'app',
  authentication: { kind: 'none' },
  grant: { kind: 'authorization-code' },
  scope: 'openid',
} as const;

const keys = await generateKeyPair('ES256', { extractable: true });
export const clientKey = await exportPKCS8(keys.privateKey);
const { d, ...publicJwk } = await exportJWK(keys.privateKey);
const signing = await generateKeyPair('RS256', { extractable: true });

const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] } as const;
const app = {
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/callback'],
} as const;
const clients = [
  { ...machine, client_id: 'basic', client_secret: secret, scope: 'read' },
  { ...machine, client_id: 'post', client_secret: secret, token_endpoint_auth_method: 'client_secret_post' },
  { ...machine, client_id: 'hmac', client_secret: secret, token_endpoint_auth_method: 'client_secret_jwt' },
  {
    ...machine,
    client_id: 'key',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ ...publicJwk, kid: 'one', alg: 'ES256', use: 'sig' }] },
  },
  { ...app, client_id: 'app', scope: 'openid' },
  { ...app, client_id: 'moved', redirect_uris: ['http://127.0.0.1/elsewhere'] },
  { ...app, client_id: 'device', grant_types: [deviceType, 'refresh_token'], response_types: [], redirect_uris: [] },
  { ...machine, client_id: 'legacy', client_secret: secret, grant_types: ['password', exchangeType] },
] as unknown as ClientMetadata[];

/** Unlike the provider's own, it does not forget what has expired, as databases do not at once. */
class Store implements Adapter {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    stored.set(`${this.#name} ${id}`, payload);
  }
  async find(id: string): Promise<AdapterPayload | undefined> {
    return stored.get(`${this.#name} ${id}`);
  }
  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#findBy(payload => payload.userCode === userCode);
  }
  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findBy(payload => payload.uid === uid);
  }
  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) payload.consumed = 1;
  }
  async destroy(id: string): Promise<void> {
    stored.delete(`${this.#name} ${id}`);
  }
  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of stored) if (payload.grantId === grantId) stored.delete(key);
  }
  #findBy(matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    return [...stored].find(([key, payload]) => key.startsWith(`${this.#name} `) && matches(payload))?.[1];
  }
}
const stored = new Map<string, AdapterPayload>();

export const provider = new Provider(issuer, {
  adapter: Store,
  jwks: { keys: [{ ...(await exportJWK(signing.privateKey)), kid: 'test', alg: 'RS256', use: 'sig' }] },
  clients,
  clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
  scopes: ['openid', 'offline_access', 'read'],
  cookies: { keys: ['the-cookie-key-of-the-test'] },
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => wantsNonce },
    revocation: { enabled: true },
    devInteractions: { enabled: true },
  },
  issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
  findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  ttl: { ClientCredentials: 600, AccessToken: 600, DeviceCode: 600, AuthorizationCode: 60 },
});
let wantsNonce = false;
export function requireNonce(wanted: boolean): void {
  wantsNonce = wanted;
}

/** What oidc-provider leaves to whoever runs it. */
provider.registerGrantType(
  'password',
  async context => {
    const { username, password } = (context.oidc.params ?? {}) as Record<string, string>;
    if (username !== 'ada' || password !== 'engine') throw new errors.InvalidGrant('invalid username or password');
    context.body = { access_token: 'token-of-ada', token_type: 'Bearer', expires_in: 60 };
  },
  ['username', 'password'],
);
provider.registerGrantType(
  exchangeType,
  async context => {
    const { subject_token: subject, subject_token_type: type } = (context.oidc.params ?? {}) as Record<string, string>;
    if (subject !== 'token-of-ada') throw new errors.InvalidGrant('subject_token is not known');
    context.body = { access_token: `exchanged ${type}`, issued_token_type: type, token_type: 'N_A', expires_in: 60 };
  },
  ['subject_token', 'subject_token_type', 'requested_token_type'],
);
// A failure of the provider itself would be a failure of the test.
provider.on('server_error', (_context, error) => assert.fail(error));
listener = provider.callback();

/** Long ago, as far as the provider can tell. */
export function expire(code: { exp?: number | undefined; save(ttl: number): Promise<string> }): Promise<string> {
  code.exp = 1;
  return code.save(600);
}

export interface Circumstances extends Visit {
  readonly outside?: Partial<Outside>;
}

interface Around {
  readonly outside: Outside;
  readonly waited: number[];
  readonly prompts: DevicePrompt[];
  /** Resolves when the browser has nothing to do any more. */
  readonly browsed: () => Promise<unknown>;
}

/** The world as it is, with somebody at the browser. Waiting takes no time, but what was waited for is told. */
export function outsideOf({ outside, ...visit }: Circumstances = {}): Around {
  const waited: number[] = [];
  const prompts: DevicePrompt[] = [];
  let browsing: Promise<unknown> = Promise.resolve();
  return {
    waited,
    prompts,
    browsed: () => browsing,
    outside: {
      send: sender.send,
      now: Date.now,
      wait: async milliseconds => {
        waited.push(milliseconds);
        await browsing;
      },
      listen: redirectUri => listenForRedirect(redirectUri),
      readFile: path => readFile(path, 'utf8'),
      openBrowser: async url => {
        browsing = browse(url, visit);
        return true;
      },
      showDeviceCode: prompt => {
        prompts.push(prompt);
        browsing = browse(prompt.completeUrl ?? prompt.url, visit);
      },
      ...outside,
    },
  };
}

export async function signInAt(
  request: Omit<SignInRequest, 'issuer'>,
  circumstances?: Circumstances,
): Promise<SignInResult & Pick<Around, 'waited' | 'prompts'>> {
  const { outside, waited, prompts, browsed } = outsideOf(circumstances);
  const result = await signIn({ issuer, ...request }, outside, new AbortController().signal);
  await browsed();
  return { ...result, waited, prompts };
}
