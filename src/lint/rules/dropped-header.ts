import { matchHeaderName } from '../header-name.ts';
import { type Block, type Directive, nginxBlocks } from '../nginx-blocks.ts';
import type { LintFile, Report, Rule } from '../rule.ts';
import { lineStart } from '../scan.ts';
import { type EntryMap, entryOf, textOf } from '../sites/entries.ts';
import { mapsOf } from '../sites/file-entries.ts';

/** One directive by itself takes the header off, or does nothing for it. */
const directives: readonly { readonly pattern: RegExp; readonly says: string; readonly severity?: 'warning' }[] = [
  {
    pattern:
      /^[ \t]*(?:(?:proxy|grpc)_set_header[ \t]+Authorization[ \t]+(?:""|'')|RequestHeader[ \t]+unset[ \t]+"?Authorization|http-request[ \t]+del-header[ \t]+Authorization|header_up[ \t]+-Authorization).*$/gim,
    says: '"Authorization" is taken off the request here; the upstream will not see it',
  },
  {
    pattern: /^[ \t]*(?:proxy|grpc)_pass_request_headers[ \t]+off;/gim,
    says: 'No header of the request is passed on, "Authorization" neither; the upstream sees what is set here alone',
  },
  {
    pattern: /^[ \t]*(?:proxy|fastcgi|uwsgi|scgi|grpc)_pass_header[ \t]+"?Authorization"?;/gim,
    says: 'This directive passes on headers of the response, and does nothing for the request; nginx passes "Authorization" on unless it is set',
  },
  {
    pattern: /^[ \t]*(?:CGIPassAuth|WSGIPassAuthorization)[ \t]+Off\b.*$/gim,
    says: 'Apache keeps "Authorization" from the program here; write "On" where the program reads it',
  },
  {
    pattern:
      /^[ \t]*SetEnvIf(?:NoCase)?[ \t]+"?\^?Authorization\$?"?[ \t]+(?:"[^"\n]*"|[^\s"]+)[ \t]+HTTP_AUTHORIZATION[ \t]*$/gim,
    says: 'Without a value the variable is "1"; write "HTTP_AUTHORIZATION=$1"',
    severity: 'warning',
  },
  {
    pattern:
      /^[ \t]*SetEnvIf(?:NoCase)?[ \t]+"?\^?Authorization\$?"?[ \t]+(?:"[^"(\n]*"|[^\s"(]+)[ \t]+HTTP_AUTHORIZATION=\$1[ \t]*$/gim,
    says: 'The pattern has no group, so "$1" is empty; write "(.*)"',
    severity: 'warning',
  },
];

/** Apache hands the header to no program unless it is told to: which program, and what tells it. */
const programs: readonly { readonly pattern: RegExp; readonly told: RegExp; readonly says: string }[] = [
  {
    pattern: /^[ \t]*WSGIScriptAlias[ \t].*$/im,
    told: /\bWSGIPassAuthorization[ \t]+On\b/i,
    says: 'mod_wsgi keeps "Authorization" from the program unless "WSGIPassAuthorization On" is set',
  },
  {
    pattern: /^[ \t]*SetHandler[ \t]+"?proxy:(?:unix:|fcgi:).*$/im,
    told: /\bCGIPassAuth[ \t]+On\b|HTTP_AUTHORIZATION|\$\{HTTP:Authorization/i,
    says: 'Apache keeps "Authorization" from FastCGI programs unless "CGIPassAuth On" is set',
  },
];

export const droppedHeader: Rule = {
  id: 'dropped-header',
  severity: 'info',
  confidence: 'medium',
  summary: 'The Authorization header is lost on the way here',
  rationale:
    'With an empty value nginx does not pass the header on at all; Apache’s `unset` and HAProxy’s `del-header` remove it. A block of nginx that sets one header inherits none of those that are set around it. OpenAPI ignores a parameter of the name, so Swagger UI and generated clients never send it. The upstream then sees a request without credentials: right in front of an upstream that must not see them, and a 401 in front of one that needs them.',
  references: [
    '[proxy_set_header](https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header)',
    '[CGIPassAuth](https://httpd.apache.org/docs/2.4/mod/core.html#cgipassauth)',
    '[OpenAPI 3.1: Parameter Object](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)',
  ],
  examples: [
    { file: 'nginx.conf', bad: 'proxy_set_header Authorization "";' },
    { file: 'httpd.conf', bad: 'RequestHeader unset Authorization' },
    { file: 'haproxy.cfg', bad: 'http-request del-header Authorization' },
    {
      file: 'nginx.conf',
      bad: 'server {\n  proxy_set_header Authorization "Bearer $key";\n  location / {\n    proxy_set_header Host $host;\n    proxy_pass http://app;\n  }\n}\n',
      fixed:
        'server {\n  proxy_set_header Authorization "Bearer $key";\n  location / {\n    proxy_set_header Authorization "Bearer $key";\n    proxy_set_header Host $host;\n    proxy_pass http://app;\n  }\n}\n',
    },
    { file: '.htaccess', bad: 'SetEnvIf Authorization ".+" HTTP_AUTHORIZATION=$1' },
    { file: 'vhost.conf', bad: 'WSGIScriptAlias / /srv/app/wsgi.py' },
    { file: 'vhost.conf', good: 'WSGIScriptAlias / /srv/app/wsgi.py\nWSGIPassAuthorization On' },
    { file: 'envoy.yaml', bad: 'request_headers_to_remove: [authorization]' },
    {
      file: 'openapi.yaml',
      bad: 'openapi: 3.0.3\npaths:\n  /me:\n    get:\n      parameters:\n        - in: header\n          name: Authorization\n          schema: { type: string }\n',
    },
    { file: 'nginx.conf', good: 'proxy_set_header Authorization $http_authorization;' },
    {
      file: 'nginx.conf',
      good: 'server {\n  proxy_set_header Authorization "Bearer $key";\n  location / {\n    proxy_pass http://app;\n  }\n}\n',
    },
    { file: '.htaccess', good: 'SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1' },
  ],
  checkFile(file, report) {
    if (file.language === 'yaml' || file.language === 'json') checkEntries(file, report);
    if (!/^(?:nginx|toml|text)$/.test(file.language)) return;
    for (const { pattern, says, severity } of directives) {
      for (const match of file.text.matchAll(pattern)) {
        const end = match.index + match[0].length;
        const start = end - match[0].trimStart().length;
        report({ message: says, span: { start, end }, ...(severity && { severity }) });
      }
    }
    for (const { pattern, told, says } of programs) {
      const match = pattern.exec(file.text);
      if (!match || told.test(file.text)) continue;
      const end = match.index + match[0].trimEnd().length;
      const start = end - match[0].trim().length;
      report({ message: says, span: { start, end }, severity: 'hint', confidence: 'low' });
    }
    if (/^[ \t]*(?:proxy|grpc)_set_header[ \t]+Authorization\b/im.test(file.text))
      checkInheritance(file.text, nginxBlocks(file.text), new Map(), report);
  },
};

/** By the name of the directive, the one of an outer block that sets Authorization. */
type Inherited = ReadonlyMap<string, Directive>;

function checkInheritance(text: string, { directives: own, blocks }: Block, around: Inherited, report: Report): void {
  const here = new Map(around);
  for (const [kind, passes] of [
    ['proxy_set_header', 'proxy_pass'],
    ['grpc_set_header', 'grpc_pass'],
  ] as const) {
    const sets = own.filter(({ words }) => words[0] === kind);
    const [first] = sets;
    if (!first) continue;
    const inherited = around.get(kind);
    const set = sets.find(({ words }) => /^authorization$/i.test(words[1] ?? ''));
    const isUsed = own.some(({ words }) => words[0] === passes) && !own.some(({ words }) => words[0] === 'include');
    if (inherited && !set && isUsed) reportLost(text, first, inherited, report);
    here.delete(kind);
    if (set && !/^\$http_authorization$/i.test(set.words[2] ?? '')) here.set(kind, set);
  }
  for (const block of blocks) checkInheritance(text, block, here, report);
}

function reportLost(text: string, first: Directive, { span }: Directive, report: Report): void {
  const { start } = first.span;
  const indent = text.slice(lineStart(text, start), start);
  const repeated = `${text.slice(span.start, span.end)}\n${/^\s*$/.test(indent) ? indent : ''}`;
  report({
    message: `"${first.words[0]}" in this block ends the inheritance from the block around it, where "Authorization" is set; repeat it here`,
    span: first.span,
    severity: 'warning',
    confidence: 'high',
    fixes: [
      { title: 'Set "Authorization" here too', safe: false, edits: [{ span: { start, end: start }, text: repeated }] },
    ],
    related: [{ span, message: 'It is set here' }],
  });
}

/** Proxies whose configuration is YAML, and parameters of OpenAPI 3. */
function checkEntries(file: LintFile, report: Report): void {
  if (!/authorization/i.test(file.text)) return;
  const isOpenApi = /^[ \t{]{0,20}["']?openapi["']?[ \t]{0,4}:[ \t]{0,4}["']?3/m.test(file.text);
  if (!isOpenApi && !/request_headers_to_remove|customRequestHeaders/.test(file.text)) return;
  for (const { map, path } of mapsOf(file)) {
    if (isOpenApi) checkParameter(map, path, report);
    const removed = entryOf(map, 'request_headers_to_remove')?.value;
    for (const item of removed?.kind === 'list' ? removed.items : [])
      if (item.kind === 'scalar' && /^authorization$/i.test(item.text))
        report({ message: directives[0]?.says ?? '', span: item.span });
    const custom = path.at(-1) === 'customRequestHeaders' ? entryOf(map, 'Authorization', 'authorization') : undefined;
    if (custom?.value.kind === 'scalar' && custom.value.text === '')
      report({ message: directives[0]?.says ?? '', span: custom.keySpan });
  }
}

function checkParameter(map: EntryMap, path: readonly string[], report: Report): void {
  const name = entryOf(map, 'name')?.value;
  if (path.at(-1) !== 'parameters' && path.at(-2) !== 'parameters') return;
  if (textOf(map, 'in') !== 'header' || name?.kind !== 'scalar' || matchHeaderName(name.text) !== 'exact') return;
  if (/proxy/i.test(name.text)) return;
  report({
    message: 'OpenAPI 3 ignores a parameter of this name, so no tool sends it; describe it as a security scheme',
    span: name.span,
  });
}
