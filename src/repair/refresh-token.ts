import { issuerOf } from '../jwt/issuer.ts';
import { parseJson } from '../jwt/json.ts';
import { limitsFor, refuse } from '../oauth/limited-fetch.ts';
import { metadataUrls, readMetadata } from '../oauth/metadata.ts';
import { readNewTokens, refreshRequest } from '../oauth/refresh.ts';
import type { Exchange, HttpRequest } from '../request/model.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import { askCredentials } from './ask-credentials.ts';
import { credentialsOf } from './challenges.ts';
import { type Answers, type Repair, type RepairStep, withHeader, writtenRequest } from './repair.ts';

/**
 * A new access token from a refresh token (RFC 6749 §6). The token endpoint is looked up in the metadata of the token's issuer
 * before anything is asked, so that the user sees where the refresh token goes before giving it.
 */
export const refreshToken: Repair = {
  id: 'refresh-token',
  applies: () => true,
  repair(input) {
    const { exchange, answers } = input;
    const request = writtenRequest(exchange);
    if (answers) return answers.refresh_token === undefined ? askCredentials.repair(input) : redeem(request, answers);
    const issuer = issuerOf(credentialsOf(request)?.token68 ?? '');
    if (issuer === undefined) return ask('');
    // Whoever cannot be asked for a token gives none: a whole one is what the user may still have.
    const instead = askCredentials.applies(input.finding, exchange) ? askCredentials.repair(input) : ask('');
    return refuse(issuer, issuer) ? instead : lookUp(issuer, metadataUrls(issuer), instead);
  },
};

/** `instead` where no address has metadata of this very issuer. */
function lookUp(issuer: string, [url, ...others]: readonly string[], instead: RepairStep): RepairStep {
  if (url === undefined) return instead;
  return {
    kind: 'first',
    request: { method: 'GET', url, headers: [{ name: 'Accept', value: 'application/json' }] },
    options: limitsFor(url),
    next: async ({ response }) => {
      const value = response?.status === 200 ? parseJson(response.body?.text ?? '') : undefined;
      const metadata = await readMetadata(value, url, issuer, 'token_endpoint');
      if (metadata.kind === 'failed') return lookUp(issuer, others, instead);
      return ask(metadata.value.token_endpoint ?? '');
    },
  };
}

function ask(endpoint: string): RepairStep {
  return {
    kind: 'ask',
    text: 'The refresh token is sent to this token endpoint, and the new access token with the request',
    questions: [
      { name: 'endpoint', label: 'Token endpoint', secret: false, value: endpoint },
      { name: 'refresh_token', label: 'Refresh token', secret: true },
      { name: 'client_id', label: 'Client id', secret: false, optional: true },
      { name: 'client_secret', label: 'Client secret', secret: true, optional: true },
    ],
  };
}

function redeem(request: HttpRequest, answers: Answers): RepairStep {
  const endpoint = answers.endpoint?.trim() ?? '';
  if (!isSafeEndpoint(endpoint))
    return {
      kind: 'instructions',
      text: `"${endpoint}" is no https URL, and a refresh token is only sent over TLS or to this machine`,
    };
  const [clientId, clientSecret] = [answers.client_id, answers.client_secret].map(
    answer => answer?.trim() || undefined,
  );
  const grant = {
    refreshToken: answers.refresh_token?.trim() ?? '',
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  };
  return {
    kind: 'first',
    request: refreshRequest({ url: endpoint }, grant),
    next: async outcome => continueWith(request, outcome, endpoint),
  };
}

function continueWith(request: HttpRequest, outcome: Exchange, endpoint: string): RepairStep {
  const tokens = readNewTokens(outcome, endpoint);
  if (tokens.kind === 'failed') return { kind: 'instructions', text: `No new token: ${tokens.message}` };
  const scheme = credentialsOf(request)?.scheme || 'Bearer';
  return { kind: 'request', request: withHeader(request, 'Authorization', `${scheme} ${tokens.accessToken}`) };
}

function isSafeEndpoint(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
