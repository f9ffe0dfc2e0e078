import type { Rule } from '../rule.ts';

const option = /(?:^|[\s"'])(?:-H|--header)(?: |=)(\\?["'])(Bearer|Basic|Token) [^"'\n]{2,400}\1/g;

export const missingHeaderName: Rule = {
  id: 'missing-header-name',
  severity: 'error',
  confidence: 'high',
  summary: 'A header option holds a value without a name',
  rationale: 'curl drops a header without a colon without a word, so the request goes out without credentials.',
  references: ['[curl --header](https://curl.se/docs/manpage.html#-H)'],
  examples: [
    {
      file: 'a.sh',
      bad: 'curl -H "Bearer $TOKEN" https://api.example.com/',
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'a.json',
      bad: '{ "command": "curl -H \'Bearer abcdef0123\' https://api.example.com/" }',
      fixed: '{ "command": "curl -H \'Authorization: Bearer abcdef0123\' https://api.example.com/" }',
    },
    { file: 'b.sh', good: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/' },
  ],
  checkFile(file, report) {
    for (const match of file.text.matchAll(option)) {
      const lineFrom = file.text.lastIndexOf('\n', match.index) + 1;
      if (/^\s*(?:#|\/\/|\*)/.test(file.text.slice(lineFrom, match.index + 1))) continue;
      const start = match.index + match[0].indexOf(match[2] ?? '');
      report({
        message: `"${match[2]}" has no header name before it, so curl drops it; write "Authorization: "`,
        span: { start, end: start + (match[2] ?? '').length },
        severity: file.language === 'markdown' ? 'warning' : 'error',
        fixes: [
          {
            title: 'Add "Authorization: "',
            safe: true,
            edits: [{ span: { start, end: start }, text: 'Authorization: ' }],
          },
        ],
      });
    }
  },
};
