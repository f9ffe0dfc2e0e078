import type { Rule } from '../rule.ts';

const encoded =
  /\b(?:btoa|b64encode|base64_encode|encode64|strict_encode64|EncodeToString|encodeToString|encodeBase64String|ToBase64String|Buffer\.from)\(\s{0,4}(?:\[\]byte\(|\()?([\w.$@>-]{1,80})\s{0,4}[+.]\s{0,4}([\w$@>-][\w.$@>-]{0,80})\s{0,4}[),]/;

const inTemplate = /\b(?:btoa|b64encode|Buffer\.from)\(f?["'`]\$?\{([\w.]{1,80})\}\$?\{([\w.]{1,80})\}["'`]/;

export const basicSeparator: Rule = {
  id: 'basic-separator',
  severity: 'error',
  confidence: 'medium',
  summary: 'User name and password are encoded without the colon between them',
  rationale:
    'The server splits the decoded value at its first colon. Without one, all of it is a user name and the password is empty.',
  references: ['[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Basic ' + btoa(user + password) };",
      fixed: "const headers = { Authorization: 'Basic ' + btoa(user + ':' + password) };",
    },
    {
      file: 'a.php',
      bad: "<?php $headers = ['Authorization' => 'Basic ' . base64_encode($user . $password)];",
      fixed: "<?php $headers = ['Authorization' => 'Basic ' . base64_encode($user . ':' . $password)];",
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user+password)))',
      fixed: 'req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user+ ":" +password)))',
    },
    {
      file: 'd.js',
      bad: 'const headers = { Authorization: `Basic ${btoa(`${user}${password}`)}` };',
      fixed: 'const headers = { Authorization: `Basic ${btoa(`${user}:${password}`)}` };',
    },
    { file: 'b.js', good: "const headers = { Authorization: 'Basic ' + btoa(user + ':' + password) };" },
    { file: 'c.js', good: "const headers = { Authorization: 'Basic ' + btoa(prefix + encoded) };" },
  ],
  check(site, report) {
    if (site.nested || !/^\s*Basic\s+\0/i.test(site.value)) return;
    for (const piece of site.pieces) {
      if (piece.kind !== 'opaque') continue;
      const template = inTemplate.exec(piece.source);
      const match = template ?? encoded.exec(piece.source);
      if (
        !match ||
        !/user|login|name|client_?id|email|account|key/i.test(match[1] ?? '') ||
        !/pass|pwd|secret|token/i.test(match[2] ?? '')
      )
        continue;
      const dot = site.language === 'php' || site.language === 'perl';
      if (template) {
        const at = piece.span.start + match.index + match[0].indexOf('}') + 1;
        report({
          message: `No colon stands between "${match[1]}" and "${match[2]}"; write one`,
          span: { start: piece.span.start + match.index, end: piece.span.start + match.index + match[0].length },
          fixes: [{ title: 'Add the colon', safe: false, edits: [{ span: { start: at, end: at }, text: ':' }] }],
        });
        return;
      }
      const operator = piece.source.indexOf(
        dot ? '.' : '+',
        match.index + match[0].indexOf(match[1] ?? '') + (match[1] ?? '').length,
      );
      const at = piece.span.start + operator + 1;
      const quote = site.language === 'javascript' || dot ? "'" : '"';
      report({
        message: `No colon stands between "${match[1]}" and "${match[2]}"; join them with ":"`,
        span: { start: piece.span.start + match.index, end: piece.span.start + match.index + match[0].length },
        fixes: [
          {
            title: 'Add the colon',
            safe: false,
            edits: [{ span: { start: at, end: at }, text: ` ${quote}:${quote} ${dot ? '.' : '+'}` }],
          },
        ],
      });
      return;
    }
  },
};
