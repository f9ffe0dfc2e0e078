import type { Rule } from '../rule.ts';

const url = /\bhttp:\/\/([^\s/"'`:?#<>\\)]+)/g;
/** This machine, names that only a local network knows, and addresses that are not routed. */
const local =
  /^(?:localhost|\[?::1\]?|127\.\S{1,40}|0\.0\.0\.0|10\.\S{1,40}|192\.168\.\S{1,40}|172\.(?:1[6-9]|2\d|3[01])\.\S{1,40}|[\w-]{1,80})$/i;
const localEnding =
  /\.(?:local|localhost|internal|lan|test|svc|home|example|invalid)$|(?:^|\.)example\.(?:com|org|net)$|[${}%]/i;

export const insecureTransport: Rule = {
  id: 'insecure-transport',
  severity: 'info',
  confidence: 'medium',
  summary: 'Credentials are sent over plain http',
  rationale:
    'Everyone on the way can read the header (RFC 6750 §5.3 requires TLS). Many servers redirect to https, and clients drop Authorization on a redirect to another origin, which ends in 401.',
  notReported: 'Loopback, private addresses, and names without a dot, as containers and clusters have them.',
  references: ['[RFC 6750 §5.3](https://www.rfc-editor.org/rfc/rfc6750#section-5.3)'],
  examples: [
    { file: 'a.sh', bad: 'curl -H "Authorization: Bearer $TOKEN" http://api.acme.io/v1' },
    { file: 'a.js', bad: "fetch('http://api.acme.io/v1', { headers: { Authorization: `Bearer ${token}` } });" },
    { file: 'a.http', bad: 'GET http://api.acme.io/v1\nAuthorization: Bearer {{token}}\n' },
    { file: 'b.sh', good: 'curl -H "Authorization: Bearer $TOKEN" http://localhost:8080/v1' },
    { file: 'b.js', good: "fetch('https://api.acme.io/v1', { headers: { Authorization: `Bearer ${token}` } });" },
  ],
  check(site, report) {
    if (site.prose || site.nested || site.form === 'assignment') return;
    const call = site.enclosing.find(bracket => bracket.bracket === '(');
    const from = call
      ? call.span.start
      : site.language === 'http' || site.language === 'shell'
        ? commandStart(site.text, site.nameSpan.start)
        : site.nameSpan.start;
    const to = call ? call.span.end : site.language === 'shell' ? site.valueSpan.end + 200 : site.valueSpan.end;
    for (const match of site.text.slice(from, Math.min(to, from + 4000)).matchAll(url)) {
      const host = match[1] ?? '';
      if (local.test(host) || localEnding.test(host)) continue;
      const start = from + match.index;
      report({
        message: `Credentials go to "${host}" over plain http, readable on the way; use https`,
        span: { start, end: start + match[0].length },
      });
      return;
    }
  },
};

/** The beginning of the request or command that the offset is in, looked for in the lines before. */
function commandStart(text: string, offset: number): number {
  const from = Math.max(0, offset - 1500);
  const before = text.slice(from, offset);
  return from + Math.max(0, before.lastIndexOf('\n\n'), before.lastIndexOf('###'), before.lastIndexOf('curl '));
}
