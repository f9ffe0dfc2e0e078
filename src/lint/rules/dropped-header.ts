import type { Rule } from '../rule.ts';

const cleared =
  /^[ \t]*(?:proxy_set_header[ \t]+Authorization[ \t]+(?:""|'')|RequestHeader[ \t]+unset[ \t]+Authorization|http-request[ \t]+del-header[ \t]+Authorization).*$/gim;

export const droppedHeader: Rule = {
  id: 'dropped-header',
  severity: 'info',
  confidence: 'medium',
  summary: 'This directive takes the Authorization header off the request',
  rationale:
    'With an empty value nginx does not pass the header on at all; Apache’s `unset` and HAProxy’s `del-header` remove it. The upstream then sees a request without credentials. That is right in front of an upstream that must not see them, and a 401 in front of one that needs them.',
  references: ['[proxy_set_header](https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header)'],
  examples: [
    { file: 'nginx.conf', bad: 'proxy_set_header Authorization "";' },
    { file: 'httpd.conf', bad: 'RequestHeader unset Authorization' },
    { file: 'nginx.conf', good: 'proxy_set_header Authorization $http_authorization;' },
  ],
  checkFile(file, report) {
    if (file.language !== 'nginx') return;
    for (const match of file.text.matchAll(cleared)) {
      const start = match.index + match[0].length - match[0].trimStart().length;
      report({
        message: '"Authorization" is taken off the request here; the upstream will not see it',
        span: { start, end: match.index + match[0].length },
      });
    }
  },
};
