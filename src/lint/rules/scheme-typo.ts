import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const schemeTypo: Rule = {
  id: 'scheme-typo',
  severity: 'error',
  confidence: 'medium',
  summary: 'The scheme is misspelt',
  rationale: 'A server that does not know the scheme answers as if no credentials had been sent.',
  notReported: 'Schemes of services, registered or not: `Token`, `SSWS`, `Bot`, `ApiKey`, `GenieKey` and the like.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Beare ${token}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": f"Baerer {token}"}',
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    {
      file: 'a.sh',
      bad: 'curl -H "Authorization: Berer $TOKEN" https://api.example.com/',
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    { file: 'a.js', good: 'const headers = { Authorization: `Token ${token}` };' },
  ],
  check: passOn('scheme-typo'),
};
