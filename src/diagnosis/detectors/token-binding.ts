import { headerValue } from '../../request/model.ts';
import { example, exampleToken } from '../example.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** A token bound to a key (`cnf`, RFC 7800) without its proof: RFC 9449 §7, RFC 8705 §3. And a nonce that was asked for. */
export const tokenBinding: Detector = {
  id: 'token-binding',
  speaksFor: ['sender-proof-invalid'],
  examples: [
    example(
      'a DPoP-bound token sent as Bearer',
      ['sender-proof-invalid'],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ cnf: { jkt: 'abc' } })}\n< 401`,
    ),
    example(
      'a plain token',
      [],
      `> GET https://api.example.com/\n> Authorization: Bearer ${exampleToken({ sub: 'a' })}\n< 401`,
    ),
  ],
  detect,
};

function detect({ request, response, main, authorization, status }: Facts): Evidence[] {
  if (status !== 401 && status !== 400 && status !== 403) return [];
  const found: Evidence[] = [];
  const say = (strength: 'strong' | 'weak', text: string, pointer: Evidence['pointer']) =>
    found.push({ cause: 'sender-proof-invalid', strength, source: 'token-binding', text, pointer });
  const confirmation = main?.token?.payload?.cnf;
  const bound =
    typeof confirmation === 'object' && confirmation !== null ? (confirmation as Record<string, unknown>) : {};
  const proof = headerValue(request.headers, 'dpop');
  const scheme = authorization?.credentials?.scheme.toLowerCase();
  if ('jkt' in bound && (proof === undefined || scheme === 'bearer')) {
    say(
      'strong',
      proof === undefined
        ? 'The token is bound to a key ("cnf.jkt"), but no DPoP proof was sent with it'
        : 'The token is bound to a key ("cnf.jkt"), but was sent as "Bearer" instead of "DPoP"',
      { kind: 'claim', name: 'cnf' },
    );
  }
  if ('x5t#S256' in bound)
    say('weak', 'The token is bound to a client certificate ("cnf.x5t#S256")', { kind: 'claim', name: 'cnf' });
  if (scheme === 'dpop' && proof === undefined)
    say('strong', 'The scheme is "DPoP", but there is no DPoP header', {
      kind: 'request-header',
      name: 'Authorization',
    });
  if (headerValue(response.headers, 'dpop-nonce') !== undefined && proof !== undefined) {
    say('weak', 'The server gave a DPoP-Nonce for the next proof', { kind: 'response-header', name: 'DPoP-Nonce' });
  }
  return found;
}
