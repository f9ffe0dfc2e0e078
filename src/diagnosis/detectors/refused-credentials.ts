import { example } from '../example.ts';
import type { Facts } from '../exchange.ts';
import { rejectedCauses } from '../meaning.ts';
import type { Evidence } from '../model.ts';
import type { Detector } from './detector.ts';

/** What a bare 401 or 403 makes likely, given the kind of credentials: where every diagnosis begins. */
export const refusedCredentials: Detector = {
  id: 'refused-credentials',
  speaksFor: ['invalid-credentials', 'token-unknown', 'permission-denied', 'credentials-missing'],
  examples: [
    example(
      'a 401 to Basic',
      ['invalid-credentials'],
      '> GET https://example.com/\n> Authorization: Basic dTpw\n< 401',
    ),
    example(
      'a 403 to a token',
      ['permission-denied'],
      '> GET https://example.com/\n> Authorization: Bearer abc\n< 403',
    ),
    example('a 404 to nobody', ['credentials-missing'], '> GET https://example.com/\n< 404'),
    example('a success', [], '> GET https://example.com/\n> Authorization: Bearer abc\n< 200'),
  ],
  detect,
};

function detect(facts: Facts): Evidence[] {
  const { main, purpose, incomplete, failed } = facts;
  const status = statusOf(facts);
  const source = 'refused-credentials';
  const pointer = { kind: 'status' } as const;
  if (status === 403) {
    const text = main
      ? `403: the server understood "${main.name}" and refuses (RFC 9110 §15.5.4)`
      : '403 to a request without credentials';
    const causes = main
      ? (['permission-denied', 'insufficient-scope', 'client-not-allowed'] as const)
      : (['client-not-allowed', 'permission-denied'] as const);
    return causes.map(cause => ({ cause, strength: 'weak', source, text, pointer }));
  }
  if (status === 404 && main) {
    const text = '404 to a request with credentials may hide that they do not reach this resource (RFC 9110 §15.5.4)';
    return [{ cause: 'permission-denied', strength: 'weak', source, text, pointer }];
  }
  if (status === 404 && purpose === 'resource' && !incomplete) {
    const text = '404 to a request without credentials may hide a resource that wants them (RFC 9110 §15.5.4)';
    return [{ cause: 'credentials-missing', strength: 'weak', source, text, pointer }];
  }
  const refused = status === 401 || (purpose !== 'resource' && (status === 400 || (status < 300 && failed)));
  if (!refused || (!main && !incomplete && purpose !== 'sign-in')) return [];
  const text = `${status}: the server did not accept ${main ? `"${main.name}"` : incomplete ? 'what was sent, which the record leaves out' : 'what was sent to sign in'}`;
  return rejectedCauses(facts).map(([cause]) => ({ cause, strength: 'weak', source, text, pointer }));
}

/** gRPC refuses under a 200: its statuses 7 and 16 are the 403 and 401 of HTTP. */
function statusOf({ status, statements }: Facts): number {
  const code = statements.find(({ name }) => name === 'grpc-status')?.text.trim();
  return code === '7' ? 403 : code === '16' ? 401 : status;
}
