import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

const passOnPunctuation = passOn('scheme-punctuation');

export const schemePunctuation: Rule = {
  id: 'scheme-punctuation',
  severity: 'error',
  confidence: 'high',
  summary: 'A colon, equals sign or comma follows the scheme',
  rationale:
    'One or more spaces, and nothing else, part the scheme from the credentials. `Bearer:` is another scheme, which no server knows.',
  notReported: 'Log lines and labels.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Bearer: ' + token };",
      fixed: "const headers = { Authorization: 'Bearer ' + token };",
    },
    {
      file: 'A.java',
      bad: 'request.addHeader("Authorization", "Bearer: " + token);',
      fixed: 'request.addHeader("Authorization", "Bearer " + token);',
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", fmt.Sprintf("Bearer: %s", token))',
      fixed: 'req.Header.Set("Authorization", fmt.Sprintf("Bearer %s", token))',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": f"Bearer: {token}"}',
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    {
      file: 'a.sh',
      bad: 'curl -H "Authorization: Bearer: $TOKEN" https://api.example.com/',
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'a.cpp',
      bad: 'cli.set_default_headers({{"Authorization", "Bearer: " + token}});',
      fixed: 'cli.set_default_headers({{"Authorization", "Bearer " + token}});',
    },
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Bearer={{token}}\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
    { file: 'a.js', good: "console.log('Bearer: ' + token);" },
  ],
  check(site, report) {
    // `-H "Bearer: …"` lacks the name of the header, which is for another rule to say.
    const before = site.text.slice(Math.max(0, site.valueSpan.start - 12), site.valueSpan.start);
    if (site.form !== 'assignment' || !/(?:-H|--header)[ =]["']?$/.test(before)) passOnPunctuation(site, report);
  },
};
