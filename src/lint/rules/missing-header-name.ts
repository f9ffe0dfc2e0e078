import type { Rule } from '../rule.ts';

const option = /(?:^|[\s"'])(?:-H|--header)(?: |=)(\\?["'])(Bearer|Basic|Token)(:?) [^"'\n]{2,400}\1/g;

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
    {
      file: 'c.sh',
      bad: 'curl -H "Bearer: $KEY" https://api.example.com/me',
      fixed: 'curl -H "Authorization: Bearer $KEY" https://api.example.com/me',
    },
    {
      file: 'a.php',
      bad: "<?php $headers = ['Bearer ' . $key];\ncurl_setopt($ch, CURLOPT_HTTPHEADER, $headers);",
      fixed: "<?php $headers = ['Authorization: Bearer ' . $key];\ncurl_setopt($ch, CURLOPT_HTTPHEADER, $headers);",
    },
    { file: 'b.sh', good: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/' },
  ],
  check(site, report) {
    // PHP gives curl a list of lines.
    const [list] = site.enclosing;
    if (site.language !== 'php' || site.form !== 'assignment' || list?.bracket !== '[') return;
    if (!/^\$?(?:\w*headers?|CURLOPT_HTTPHEADER)$/i.test(list.key) || !/^(?:Bearer|Basic) \0/.test(site.value)) return;
    if (!/^\[\s*["']?$/.test(site.text.slice(list.span.start, site.valueSpan.start))) return;
    const { start } = site.valueSpan;
    const at = site.pieces[0]?.kind === 'literal' ? (site.pieces[0].offsets[0] ?? start) : start;
    report({
      message: 'This line has no header name, so it is no header; write "Authorization: "',
      span: site.valueSpan,
      fixes: [
        {
          title: 'Add "Authorization: "',
          safe: true,
          edits: [{ span: { start: at, end: at }, text: 'Authorization: ' }],
        },
      ],
    });
  },
  checkFile(file, report) {
    for (const match of file.text.matchAll(option)) {
      const lineFrom = file.text.lastIndexOf('\n', match.index) + 1;
      if (/^\s*(?:#|\/\/|\*)/.test(file.text.slice(lineFrom, match.index + 1))) continue;
      const start = match.index + match[0].indexOf(match[2] ?? '');
      const end = start + (match[2] ?? '').length + (match[3] ?? '').length;
      report({
        message: `"${match[2]}" has no header name before it, so curl drops it; write "Authorization: "`,
        span: { start, end: start + (match[2] ?? '').length },
        severity: file.language === 'markdown' ? 'warning' : 'error',
        fixes: [
          {
            title: 'Add "Authorization: "',
            safe: true,
            edits: [{ span: { start, end }, text: `Authorization: ${match[2]}` }],
          },
        ],
      });
    }
  },
};
