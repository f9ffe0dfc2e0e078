import { example } from '../example.ts';
import { type Facts, parameter } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/**
 * RFC 6750 §3: a server that saw no credentials should not name an error. So a Bearer challenge without one, to a request
 * that carried a token, hints that the server never saw it. Many servers never name an error, so it is a hint only.
 */
export const challengeWithoutError: Detector = {
  id: 'challenge-without-error',
  speaksFor: ['header-stripped-by-intermediary'],
  examples: [
    example(
      'a bare Bearer challenge to a request with a token',
      ['header-stripped-by-intermediary'],
      '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401\n< WWW-Authenticate: Bearer realm="api"',
    ),
    example(
      'the error is named',
      [],
      '> GET https://api.example.com/\n> Authorization: Bearer abc\n< 401\n< WWW-Authenticate: Bearer error="invalid_token"',
    ),
  ],
  detect,
};

function detect({ authorization, challenges, status, statements, answerers }: Facts): Evidence[] {
  if (status !== 401 || authorization?.credentials?.scheme.toLowerCase() !== 'bearer') return [];
  const bearer = challenges.find(one => one.scheme.toLowerCase() === 'bearer');
  if (!bearer || challenges.some(one => one.error !== undefined)) return [];
  if (statements.some(one => one.words.length > 2)) return [];
  // A server that publishes its metadata (RFC 9728 §5.1) minds the specifications, and a proxy on the way is a suspect.
  const strict = parameter(bearer, 'resource_metadata') !== undefined || answerers.some(one => one.id === 'via');
  const strength = strict ? 'strong' : 'weak';
  const text =
    'The Bearer challenge names no error, as for a request without a token (RFC 6750 §3), although one was sent';
  const pointer = { kind: 'response-header', name: bearer.header, span: bearer.span } as const;
  const evidence = { source: 'challenge-without-error', text, pointer } as const;
  const proxied = answerers.some(one => one.role === 'proxy');
  // Behind a proxy, the missing error speaks as much against a refusal of the token.
  const refusals: Evidence[] = proxied
    ? (['token-unknown', 'token-expired', 'signature-invalid', 'invalid-api-key'] as const).map(cause => ({
        cause,
        strength: 'weak',
        against: true,
        ...evidence,
      }))
    : [];
  return [{ cause: 'header-stripped-by-intermediary', strength, ...evidence }, ...refusals];
}
