import type { Rule } from '../rule.ts';
import { lineStart } from '../scan.ts';
import type { Site } from '../site.ts';

export const missingHeaderColon: Rule = {
  id: 'missing-header-colon',
  severity: 'error',
  confidence: 'high',
  summary: 'No colon stands between the header’s name and its value',
  rationale:
    'curl, wget and PHP take a header as one line, `Name: value`. curl drops a line without a colon without a word, so the request goes out without credentials.',
  notReported: 'Prose that mentions the header.',
  references: [
    '[RFC 9112 §5](https://www.rfc-editor.org/rfc/rfc9112#section-5)',
    '[curl --header](https://curl.se/docs/manpage.html#-H)',
  ],
  examples: [
    {
      file: 'a.sh',
      bad: 'curl -H "Authorization Bearer $TOKEN" https://api.example.com/',
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'b.sh',
      bad: "curl --header 'Authorization=Bearer abcdef0123456789' https://api.example.com/",
      fixed: "curl --header 'Authorization: Bearer abcdef0123456789' https://api.example.com/",
    },
    {
      file: 'a.php',
      bad: '<?php curl_setopt($ch, CURLOPT_HTTPHEADER, ["Authorization Bearer $token"]);',
      fixed: '<?php curl_setopt($ch, CURLOPT_HTTPHEADER, ["Authorization: Bearer $token"]);',
    },
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization Bearer {{token}}\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'a.json',
      bad: '{ "command": "npx", "args": ["mcp-remote", "https://mcp.example.com", "--header", "Authorization Bearer ${KEY}"] }',
      fixed:
        '{ "command": "npx", "args": ["mcp-remote", "https://mcp.example.com", "--header", "Authorization: Bearer ${KEY}"] }',
    },
    {
      file: 'c.sh',
      bad: 'http GET https://api.example.com/me "Authorization Bearer $KEY"',
      fixed: 'http GET https://api.example.com/me "Authorization: Bearer $KEY"',
    },
    {
      file: 'A.java',
      bad: '@Headers("Authorization Bearer {key}")',
      fixed: '@Headers("Authorization: Bearer {key}")',
    },
    { file: 'a.js', good: "throw new Error('Authorization Bearer token is missing');" },
  ],
  check(site, report) {
    if (site.separator === undefined || site.separator.includes(':')) return;
    const command = /^(?:-H|--header|H|header|@Headers)$/.test(site.callee) || follows(site);
    const list = site.enclosing.some(
      bracket => bracket.bracket === '[' || /array|setopt|HTTPHEADER|slist_append/i.test(bracket.callee + bracket.key),
    );
    const added = /headers?\w{0,20}\[\]\s{0,4}=\s{0,4}["']$/i.test(
      site.text.slice(Math.max(0, site.nameSpan.start - 60), site.nameSpan.start),
    );
    if (site.form === 'argument' && !command && !((list || added) && ['php', 'c', 'ruby'].includes(site.language)))
      return;
    const span = { start: site.nameSpan.end, end: site.valueSpan.start };
    report({
      message: `No colon follows "${site.name}", so this is no header; write "${site.name}: "`,
      span: { start: site.nameSpan.start, end: site.nameSpan.end },
      fixes: [{ title: 'Add the colon', safe: true, edits: [{ span, text: ': ' }] }],
    });
  },
};

/** The element after an option in a list of arguments, or a word of HTTPie's command. */
function follows(site: Site): boolean {
  const { start } = site.nameSpan;
  const before = site.text.slice(Math.max(lineStart(site.text, start), start - 400), start);
  if (site.language === 'shell') return /^\s*(?:https?|xh|xhs)\s/.test(before);
  return /["'](?:-H|--header)["'],\s*["']$/.test(site.text.slice(Math.max(0, start - 60), start));
}
