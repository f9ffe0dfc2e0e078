import { decodeToken } from '../../jwt/decode.ts';
import { isObject, parseJson } from '../../jwt/json.ts';
import type { Exchange } from '../../request/model.ts';
import type { Experiment } from './experiment.ts';

/** RFC 9728: a protected resource says which servers may issue tokens for it, and what it is called in them. */
export const resourceMetadata: Experiment = {
  id: 'resource-metadata',
  title: "What the API's own metadata wants",
  readings: {
    issuer: {
      text: 'The metadata of the API names other authorization servers than the one that issued the token',
      for: { 'issuer-mismatch': 'decisive' },
    },
    audience: {
      text: 'The metadata of the API calls it by another name than the token\'s "aud"',
      for: { 'audience-mismatch': 'strong' },
    },
    fits: {
      text: 'The metadata of the API names the issuer and the audience of the token',
      against: { 'issuer-mismatch': 'decisive', 'audience-mismatch': 'strong' },
    },
  },
  prepare({ request, token }) {
    if (token === undefined || !URL.canParse(request.url)) return undefined;
    const { origin, pathname } = new URL(request.url);
    return {
      kind: 'inquiry',
      origin,
      gives: 'no token',
      requests: 2,
      async ask(send) {
        // RFC 9728 §3.1 puts the well-known part before the path of the resource; many serve it for the whole origin.
        for (const path of new Set([pathname === '/' ? '' : pathname, ''])) {
          const url = `${origin}/.well-known/oauth-protected-resource${path}`;
          const answer = await send(
            { method: 'GET', url, headers: [{ name: 'Accept', value: 'application/json' }] },
            { followRedirects: false, timeout: 5_000, maxBody: 1024 * 1024 },
          );
          const outcome = judge(answer, token);
          if (outcome !== undefined) return outcome;
        }
        return undefined;
      },
    };
  },
};

function judge({ response }: Exchange, compact: string): string | undefined {
  const metadata = response?.status === 200 ? parseJson(response.body?.text ?? '') : undefined;
  const token = decodeToken(compact);
  if (!isObject(metadata) || token.kind === 'undecodable') return undefined;
  const { iss, aud } = token.payload ?? {};
  const servers = Array.isArray(metadata.authorization_servers) ? metadata.authorization_servers : [];
  if (typeof iss === 'string' && servers.length > 0 && !servers.some(one => isSameUrl(one, iss))) return 'issuer';
  const audiences = Array.isArray(aud) ? aud : [aud];
  if (aud === undefined || typeof metadata.resource !== 'string') return undefined;
  return audiences.some(one => isSameUrl(one, metadata.resource)) ? 'fits' : 'audience';
}

function isSameUrl(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.replace(/\/$/, '') === b.replace(/\/$/, '');
}
