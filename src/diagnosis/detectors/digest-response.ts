import { isScheme } from '../../auth/schemes/index.ts';
import { example } from '../example.ts';
import { type Facts, parameter } from '../exchange.ts';
import type { Evidence, Pointer } from '../model.ts';
import type { Detector } from './detector.ts';

/** Digest (RFC 7616): a stale nonce, a `uri` that is not the one requested, or a response that was refused. */
export const digestResponse: Detector = {
  id: 'digest-response',
  speaksFor: ['digest-mismatch', 'invalid-credentials'],
  examples: [
    example(
      'the nonce is stale',
      ['digest-mismatch'],
      '> GET https://example.com/a\n> Authorization: Digest username="u", realm="r", nonce="n", uri="/a", response="x"\n< 401\n< WWW-Authenticate: Digest realm="r", nonce="m", stale=true',
    ),
    example(
      'a first challenge',
      [],
      '> GET https://example.com/a\n< 401\n< WWW-Authenticate: Digest realm="r", nonce="m"',
    ),
  ],
  detect,
};

function detect({ authorization, challenges, url, status }: Facts): Evidence[] {
  const challenge = challenges.find(one => isScheme(one.scheme, 'digest'));
  if (authorization?.kind !== 'digest' || (status !== 401 && status !== 400)) return [];
  const sent = (name: string) => authorization.credentials?.params.find(one => one.name === name)?.value;
  const found: Evidence[] = [];
  const say = (strength: 'decisive' | 'strong' | 'weak', text: string, pointer: Pointer) =>
    found.push({ cause: 'digest-mismatch', strength, source: 'digest-response', text, pointer });
  const header: Pointer = { kind: 'request-header', name: authorization.name };
  if (challenge && parameter(challenge, 'stale')?.toLowerCase() === 'true') {
    say(
      'decisive',
      'The challenge says stale=true: the nonce is too old, and the password may be right (RFC 7616 §3.3)',
      { kind: 'response-header', name: challenge.header, span: challenge.span },
    );
    return found;
  }
  const uri = sent('uri');
  const target = url ? url.pathname + url.search : undefined;
  if (uri !== undefined && target !== undefined && uri !== target && uri !== url?.href) {
    say('strong', `The digest was made for uri="${uri}", but "${target}" was requested`, header);
  }
  if (!challenge) return found;
  say(
    'strong',
    'The server answered a Digest response with a new challenge, and did not say that the nonce was stale',
    header,
  );
  found.push({
    cause: 'invalid-credentials',
    strength: 'weak',
    source: 'digest-response',
    text: 'A wrong user name or password gives a wrong digest too',
    pointer: header,
  });
  return found;
}
