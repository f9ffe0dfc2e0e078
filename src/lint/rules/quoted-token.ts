import { ingredientsOf } from '../constants.ts';
import type { Rule } from '../rule.ts';
import { passOn } from '../value-rule.ts';

export const quotedToken: Rule = {
  id: 'quoted-token',
  severity: 'error',
  confidence: 'high',
  summary: 'Quotes are sent with the token',
  rationale: 'Quotes are no part of a token: the server compares it with its quotes, or refuses it as malformed.',
  notReported: 'Quoted parameters, as Digest and OAuth 1.0 have them.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorization: `Bearer "${token}"` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.py',
      bad: `headers = {"Authorization": f"Bearer '{token}'"}`,
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    { file: 'a.js', good: 'const header = { Authorization: `Digest username="${user}"` };' },
    {
      file: 'a.sh',
      bad: 'TOKEN=$(curl -s "$LOGIN" | jq .access_token)\ncurl -H "Authorization: Bearer $TOKEN" "$URL"',
      fixed: 'TOKEN=$(curl -s "$LOGIN" | jq -r .access_token)\ncurl -H "Authorization: Bearer $TOKEN" "$URL"',
    },
    {
      file: 'b.sh',
      good: 'TOKEN=$(curl -s "$LOGIN" | jq .access_token | tr -d \'"\')\ncurl -H "Authorization: Bearer $TOKEN" "$URL"',
    },
  ],
  check(site, report) {
    passOnQuoted(site, report);
    if (site.language !== 'shell' || site.prose) return;
    for (const { source, span } of ingredientsOf(site)) {
      const match = jq.exec(source);
      if (!match || raw.test(source)) continue;
      const at = span.start + match.index + 2;
      report({
        message: '"jq" writes a string with its quotes, which are then sent; write "jq -r"',
        span: { start: at - 2, end: at },
        fixes: [{ title: 'Write "jq -r"', safe: true, edits: [{ span: { start: at, end: at }, text: ' -r' }] }],
      });
      return;
    }
  },
};

const passOnQuoted = passOn('quoted-token');
/** A filter that ends in the name of a token. */
const jq = /\bjq (?=[^|)`\n]{0,80}\.\w{0,30}(?:token|jwt|secret|key)\w{0,10}["']?\s{0,4}(?:[)`|;]|$|\w))/i;
/** Raw output, or quotes that are taken off after. */
const raw =
  /\bjq (?:[^|\n]{0,200} )?(?:-\w{0,8}[rj]|--raw-output|--join-output)|\btr\b|\bsed\b|\bxargs\b|\/\/\\?"|@\w|join\(/;
