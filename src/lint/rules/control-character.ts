import type { Rule } from '../rule.ts';
import { passOnTogether } from '../value-rule.ts';

export const controlCharacter: Rule = {
  id: 'control-character',
  severity: 'error',
  confidence: 'high',
  summary: 'A line break or another control character stands in the header',
  rationale:
    'Header values may not hold control characters. Node throws `Invalid character in header content ["authorization"]`, Go `invalid header field value`, OkHttp `Unexpected char 0x0a`, Python requests `Invalid leading whitespace, reserved character(s), or return character(s)`.',
  notReported: 'The line breaks of a text that holds several headers.',
  references: ['[RFC 9110 §5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Bearer ${token}\\n` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": "Bearer " + token + "\\n"}',
      fixed: 'headers = {"Authorization": "Bearer " + token}',
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", "Bearer "+token+"\\n")',
      fixed: 'req.Header.Set("Authorization", "Bearer "+token)',
    },
    {
      file: 'A.java',
      bad: 'request.addHeader("Authorization", "Bearer " + token + "\\r\\n");',
      fixed: 'request.addHeader("Authorization", "Bearer " + token);',
    },
    {
      file: 'a.rb',
      bad: 'headers["Authorization"] = "Bearer #{token}\\n"',
      fixed: 'headers["Authorization"] = "Bearer #{token}"',
    },
    {
      file: 'a.php',
      bad: '$headers = ["Authorization" => "Bearer {$token}\\n"];',
      fixed: '$headers = ["Authorization" => "Bearer {$token}"];',
    },
    { file: 'a.js', good: "const head = 'GET / HTTP/1.1\\r\\nAuthorization: Bearer ' + token + '\\r\\n\\r\\n';" },
  ],
  check: passOnTogether('control-character', 'tab-after-scheme'),
};
