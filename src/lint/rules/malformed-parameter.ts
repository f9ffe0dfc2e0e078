import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const malformedParameter: Rule = {
  id: 'malformed-parameter',
  severity: 'warning',
  confidence: 'medium',
  summary: 'A parameter of the credentials breaks its grammar',
  rationale:
    'Digest, OAuth 1.0, Hawk, Signature and AWS4 put names and values after the scheme. A value that lacks its quotes, its comma or a required name makes the server refuse all of them.',
  references: ['[RFC 9110 §11.2](https://www.rfc-editor.org/rfc/rfc9110#section-11.2)'],
  examples: [
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Digest username="u" realm="r", nonce="n", uri="/", response="00000000000000000000000000000000"\n',
      fixed:
        'GET https://api.example.com/\nAuthorization: Digest username="u", realm="r", nonce="n", uri="/", response="00000000000000000000000000000000"\n',
    },
    { file: 'a.js', good: 'const headers = { Authorization: `DPoP ${token}`, DPoP: proof };' },
  ],
  check: passOn(
    'unexpected-text',
    'missing-comma',
    'misplaced-parameter',
    'token68-with-parameters',
    'duplicate-parameter',
    'parameter-without-value',
    'unquoted-value',
    'unterminated-quote',
    'missing-parameter',
    'parameter-value',
  ),
};
