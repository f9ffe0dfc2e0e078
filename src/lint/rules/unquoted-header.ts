import type { LintFile, Report, Rule } from '../rule.ts';
import { lineEnd } from '../scan.ts';

const option = /(?:^|\s)(?:-H|--header)[ =](Authorization:)[ \t]{0,8}(?=(?:Bearer|Basic|Token)[ \t])/gim;
const directive = /^[ \t]{0,40}proxy_set_header[ \t]{1,8}Authorization[ \t]{1,8}((?:Bearer|Basic) [^;"'\n]{1,400});/gim;

export const unquotedHeader: Rule = {
  id: 'unquoted-header',
  severity: 'error',
  confidence: 'high',
  summary: 'A header with spaces stands without quotes, so it falls apart',
  rationale:
    'A shell splits words at spaces: curl gets the header `Authorization:`, which removes it, and takes the scheme and the token for more URLs. nginx refuses the directive for its number of arguments.',
  references: ['[curl --header](https://curl.se/docs/manpage.html#-H)'],
  examples: [
    {
      file: 'a.sh',
      bad: 'curl -H Authorization: Bearer $TOKEN https://api.example.com/',
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'nginx.conf',
      bad: 'proxy_set_header Authorization Bearer $token;',
      fixed: 'proxy_set_header Authorization "Bearer $token";',
    },
    {
      file: 'a.md',
      bad: '```sh\ncurl -H Authorization: Bearer $TOKEN https://api.example.com/\n```',
      fixed: '```sh\ncurl -H "Authorization: Bearer $TOKEN" https://api.example.com/\n```',
    },
    {
      file: 'd.sh',
      bad: 'curl -H Authorization:Bearer $KEY https://api.example.com/me',
      fixed: 'curl -H "Authorization:Bearer $KEY" https://api.example.com/me',
    },
    {
      file: 'e.sh',
      bad: 'curl -H “Authorization: Bearer $KEY” https://api.example.com/me',
      fixed: 'curl -H "Authorization: Bearer $KEY" https://api.example.com/me',
    },
    {
      file: 'a.cmd',
      bad: "curl -H 'Authorization: Bearer %KEY%' https://api.example.com/me",
      fixed: 'curl -H "Authorization: Bearer %KEY%" https://api.example.com/me',
    },
    { file: 'b.sh', good: 'curl -H Authorization:$TOKEN https://api.example.com/' },
    { file: 'c.sh', good: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/' },
  ],
  checkFile(file, report) {
    const { text } = file;
    if (file.language === 'nginx') {
      for (const match of text.matchAll(directive)) {
        const start = match.index + match[0].length - 1 - (match[1] ?? '').length;
        const end = start + (match[1] ?? '').length;
        report({
          message: 'The value has a space, so it needs quotes',
          span: { start, end },
          fixes: [quote(start, end)],
        });
      }
      return;
    }
    for (const [says, pattern] of wrongQuotes(file.language)) wrongly(file, pattern, says, report);
    if (!['shell', 'markdown', 'yaml', 'text', 'dockerfile'].includes(file.language)) return;
    for (const match of text.matchAll(option)) {
      const start = match.index + match[0].indexOf(match[1] ?? '');
      const line = text.slice(text.lastIndexOf('\n', start) + 1, lineEnd(text, start));
      const words = /^(?:Bearer|Basic|Token)[ \t]+\S+/i.exec(
        text.slice(match.index + match[0].length, lineEnd(text, start)),
      );
      if (!words || /^\s*#/.test(line) || (line.slice(0, start).match(/(?<!\\)["'`]/g)?.length ?? 0) % 2 === 1)
        continue;
      const end = match.index + match[0].length + words[0].length;
      if (/["']/.test(text.slice(start, end))) continue;
      report({
        message: 'The shell splits this header at its spaces; put it in double quotes',
        span: { start, end },
        severity: file.language === 'markdown' ? 'warning' : 'error',
        fixes: [quote(start, end)],
      });
    }
  },
};

function quote(start: number, end: number) {
  return {
    title: 'Put it in double quotes',
    safe: true,
    edits: [
      { span: { start, end: start }, text: '"' },
      { span: { start: end, end }, text: '"' },
    ],
  };
}

const curly = /[ \t](?:-H|--header)[ =]([“‘])Authorization:[^”’"'\n]{1,400}[”’]/gi;
const single = /[ \t](?:-H|--header)[ =](')Authorization:[^'"\n]{1,400}'/gi;

/** Quotes that the shell of a language does not know. */
function wrongQuotes(language: string): readonly (readonly [string, RegExp])[] {
  if (language === 'shell') return [['Typographic quotes are letters to the shell', curly]];
  if (language === 'batch') return [['cmd takes single quotes for letters', single]];
  return [];
}

function wrongly({ text }: LintFile, pattern: RegExp, says: string, report: Report): void {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const start = match.index + match[0].indexOf(match[1] ?? '');
    if (/^\s*(?:#|rem\b|::)/i.test(text.slice(text.lastIndexOf('\n', start) + 1, start))) continue;
    report({
      message: `${says}, and the header falls apart; put it in double quotes`,
      span: { start, end },
      fixes: [
        {
          title: 'Put it in double quotes',
          safe: true,
          edits: [
            { span: { start, end: start + 1 }, text: '"' },
            { span: { start: end - 1, end }, text: '"' },
          ],
        },
      ],
    });
  }
}
