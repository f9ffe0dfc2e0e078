import { maskSecret } from '../../text/mask.ts';
import type { Rule } from '../rule.ts';

/** What stands before a secret in a URL, and the secret after it. */
const places = [
  { mark: '://', secret: /^[\w.%+-]{1,80}:([^\s/@:"'`$%{}<>*]{3,80})@/ },
  { mark: 'access_token=', secret: /^([\w.~+/=-]{16,500})/ },
] as const;

export const credentialsInUrl: Rule = {
  id: 'credentials-in-url',
  severity: 'info',
  confidence: 'medium',
  summary: 'Credentials stand in a URL beside an Authorization header',
  rationale:
    'Of two sets of credentials a client sends one, and which, differs: browsers’ `fetch` throws at a URL with a password, curl prefers the header. URLs are kept in logs and histories (RFC 6750 §5.3).',
  notReported: 'Files without an Authorization header, placeholders, and variables.',
  references: ['[RFC 6750 §5.3](https://www.rfc-editor.org/rfc/rfc6750#section-5.3)'],
  examples: [
    {
      file: 'a.js',
      bad: "fetch('https://me:s3cretpw@api.acme.io/', { headers: { Authorization: `Bearer ${token}` } });",
    },
    {
      file: 'a.http',
      bad: 'GET https://api.acme.io/me?access_token=a1b2c3d4e5f6a7b8c9d0\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'b.js',
      good: 'fetch(`https://${user}:${password}@api.acme.io/`, { headers: { Authorization: `Bearer ${token}` } });',
    },
  ],
  check(site, report) {
    if (site.prose || site.nested || site.form === 'assignment') return;
    const call = site.enclosing.findLast(bracket => bracket.bracket === '(');
    const from = call?.span.start ?? Math.max(0, site.nameSpan.start - 300);
    const text = site.text.slice(from, Math.min(call?.span.end ?? site.valueSpan.end + 200, from + 4000));
    for (const { mark, secret } of places) {
      for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        const after = at + mark.length;
        const match = secret.exec(text.slice(after, after + 500));
        const found = match?.[1] ?? '';
        if (!match || /pass|user|token|xxx|secret$|example/i.test(found)) continue;
        const start = from + after + match[0].indexOf(found);
        report({
          message: `"${maskSecret(found)}" stands in the URL of a request that sends Authorization too; keep the header`,
          span: { start, end: start + found.length },
        });
        return;
      }
    }
  },
};
