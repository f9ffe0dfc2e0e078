import type { Rule } from '../rule.ts';

export const noCorsAuthorization: Rule = {
  id: 'no-cors-authorization',
  severity: 'warning',
  confidence: 'high',
  summary: 'With "no-cors" the browser drops the Authorization header',
  rationale:
    'A request in the mode `no-cors` may carry only safelisted headers, and Authorization is none of them. The browser drops it and hides the answer. The server has to allow the header instead: `Access-Control-Allow-Headers: Authorization`.',
  references: ['[Fetch: request mode](https://fetch.spec.whatwg.org/#concept-request-mode)'],
  examples: [
    { file: 'a.js', bad: "fetch(url, { mode: 'no-cors', headers: { Authorization: `Bearer ${token}` } });" },
    { file: 'a.ts', bad: "fetch(url, {\n  headers: { Authorization: `Bearer ${token}` },\n  mode: 'no-cors',\n});" },
    { file: 'b.js', good: "fetch(url, { mode: 'cors', headers: { Authorization: `Bearer ${token}` } });" },
  ],
  check(site, report) {
    if (site.language !== 'javascript' || site.nested) return;
    const outer = site.enclosing[1];
    const text = outer ? site.text.slice(outer.span.start, Math.min(outer.span.end, outer.span.start + 4000)) : '';
    if (outer?.bracket !== '{' || !/\bmode\s*:\s*["'`]no-cors["'`]/.test(text)) return;
    report({
      message: 'In the mode "no-cors" the browser drops this header; allow it on the server and use "cors"',
      span: site.nameSpan,
    });
  },
};
