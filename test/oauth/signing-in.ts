// Signing in at servers on loopback that answer whatever a test wants.
import { readFile } from 'node:fs/promises';
import type { Outside, SignInRequest, SignInResult } from '../../src/oauth/model.ts';
import { listenForRedirect } from '../../src/oauth/redirect-listener.ts';
import { signIn } from '../../src/oauth/sign-in.ts';
import { type Loopback, reply } from '../request/loopback.ts';
import { sender, start } from '../request/sending.ts';

export const json = { 'Content-Type': 'application/json' };
export const oauthError = (status: number, body: object, headers = {}) =>
  reply(status, { ...json, ...headers }, JSON.stringify(body));
export const token = (extra: object = {}) =>
  reply(200, json, JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 60, ...extra }));

/** A token endpoint that gives these answers one after the other, the last again and again. */
export function answering(...answers: readonly (string | Buffer)[]): Promise<Loopback> {
  let index = 0;
  return start(() => answers[Math.min(index++, answers.length - 1)]);
}

export const secret = 'the-secret-of-the-service';

export function requestAt(server: Loopback, extra: Partial<SignInRequest> = {}): SignInRequest {
  return {
    endpoints: { token: server.url('/token') },
    clientId: 'service',
    authentication: { kind: 'client_secret_post', secret },
    grant: { kind: 'client-credentials' },
    ...extra,
  };
}

export function run(request: SignInRequest, outside: Partial<Outside> = {}, signal = new AbortController().signal) {
  return signIn(
    request,
    {
      send: sender.send,
      now: () => 0,
      wait: async () => undefined,
      listen: redirectUri => listenForRedirect(redirectUri),
      openBrowser: async () => true,
      showDeviceCode: () => undefined,
      readFile: path => readFile(path, 'utf8'),
      ...outside,
    },
    signal,
  );
}

export function reasonOf(result: SignInResult): string {
  return result.kind === 'failed' ? `${result.step}: ${result.reason}` : result.kind;
}
