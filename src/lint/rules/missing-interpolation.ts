import type { Fix } from '../../text/span.ts';
import {
  askOfFile,
  askOnce,
  inScope,
  isSent,
  isTemplate,
  isToolVariable,
  isUpperCase,
  type Placeholder,
  placeholdersIn,
  rewritten,
  rootOf,
} from '../interpolation.ts';
import { languageById } from '../languages.ts';
import type { Rule } from '../rule.ts';
import type { LiteralPiece, Site } from '../site.ts';

export const missingInterpolation: Rule = {
  id: 'missing-interpolation',
  severity: 'error',
  confidence: 'high',
  summary: 'The string does not interpolate, so the name of the variable is sent',
  rationale:
    'Which quotes interpolate differs from language to language: back-ticks in JavaScript, an `f` in Python, double quotes in Ruby, PHP, shells and PowerShell, a `$` in C#, `format!` in Rust, nothing in Java and Go. In any other string `${token}` is eight characters, and the server is sent these eight.',
  notReported:
    'Text that something else fills in: `.format(…)`, `.replace(…)`, `%`, templates, strings inside strings that interpolate, placeholders of configuration files such as `${TOKEN}`, `${env:TOKEN}` and `${{ secrets.TOKEN }}`, and documentation that is not a command.',
  references: ['[RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)'],
  examples: [
    {
      file: 'a.js',
      bad: "fetch(url, { headers: { Authorization: 'Bearer ${token}' } });",
      fixed: 'fetch(url, { headers: { Authorization: `Bearer ${token}` } });',
    },
    {
      file: 'a.py',
      bad: 'requests.get(url, headers={"Authorization": "Bearer {self.token}"})',
      fixed: 'requests.get(url, headers={"Authorization": f"Bearer {self.token}"})',
    },
    {
      file: 'a.sh',
      bad: "curl -H 'Authorization: Bearer $TOKEN' https://api.example.com/",
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'a.rb',
      bad: "request['Authorization'] = 'Bearer #{token}'",
      fixed: 'request[\'Authorization\'] = "Bearer #{token}"',
    },
    {
      file: 'a.php',
      bad: "<?php $headers = ['Authorization' => 'Bearer $this->token'];",
      fixed: '<?php $headers = [\'Authorization\' => "Bearer $this->token"];',
    },
    {
      file: 'a.cs',
      bad: 'client.DefaultRequestHeaders.Add("Authorization", "Bearer {token}");',
      fixed: 'client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");',
    },
    {
      file: 'a.ps1',
      bad: "$headers = @{ Authorization = 'Bearer $token' }",
      fixed: '$headers = @{ Authorization = "Bearer $token" }',
    },
    {
      file: 'a.rs',
      bad: 'let req = client.get(url).header("Authorization", "Bearer {token}");',
      fixed: 'let req = client.get(url).header("Authorization", format!("Bearer {token}"));',
    },
    {
      file: 'a.kt',
      bad: 'request.addHeader("Authorization", "Bearer {token}")',
      fixed: 'request.addHeader("Authorization", "Bearer $token")',
    },
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Bearer {token}\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'Makefile',
      bad: 'get:\n\tcurl -H "Authorization: Bearer $TOKEN" $(URL)\n',
      fixed: 'get:\n\tcurl -H "Authorization: Bearer $(TOKEN)" $(URL)\n',
    },
    {
      file: 'a.dart',
      bad: "request.headers['Authorization'] = r'Bearer $apiKey';",
      fixed: "request.headers['Authorization'] = 'Bearer $apiKey';",
    },
    {
      file: 'a.tf',
      bad: 'request_headers = { Authorization = "Bearer $var.api_key" }',
      fixed: 'request_headers = { Authorization = "Bearer ${var.api_key}" }',
    },
    {
      file: 'b.ps1',
      bad: '$headers = @{ Authorization = "Bearer %API_KEY%" }',
      fixed: '$headers = @{ Authorization = "Bearer $env:API_KEY" }',
    },
    {
      file: 'a.bat',
      bad: 'curl -H "Authorization: Bearer $API_KEY" https://api.example.com/me',
      fixed: 'curl -H "Authorization: Bearer %API_KEY%" https://api.example.com/me',
    },
    {
      file: 'b.js',
      bad: "const token = await login();\nfetch(url, { headers: { Authorization: 'Bearer {{token}}' } });",
    },
    { file: 'Makefile', good: "get:\n\tcurl -H 'Authorization: Bearer $(TOKEN)' $(URL)\n" },
    { file: 'a.py', good: 'headers = {"Authorization": "Bearer {token}".format(token=token)}' },
    { file: 'a.ts', good: "const mcpServers = { a: { headers: { Authorization: 'Bearer ${TOKEN}' } } };" },
    { file: 'a.ex', good: "headers = [{'Authorization', 'Bearer #{token}'}]" },
    { file: 'a.sh', good: 'cmd="curl -H \'Authorization: Bearer $TOKEN\' $URL"' },
  ],
  check(site, report) {
    for (const piece of site.pieces) {
      if (piece.kind !== 'literal') continue;
      if (piece.segment === undefined && !isTool(site)) continue;
      for (const placeholder of placeholdersIn(piece.text)) {
        const severity = judge(site, piece, placeholder);
        if (!severity) continue;
        const written = piece.text.slice(placeholder.start, placeholder.end);
        const fix = fixOf(site, piece, placeholder);
        report({
          message: `"${written}" is sent as it stands, because ${written.startsWith('{') && piece.segment?.interpolates.includes('{') ? 'doubled braces are text' : 'this string does not fill it in'}; ${fix ? lowerFirst(fix.title) : 'join the value'}`,
          span: {
            start: piece.offsets[placeholder.start] ?? piece.span.start,
            end: piece.offsets[placeholder.end] ?? piece.span.end,
          },
          fixes: fix ? [fix] : [],
          severity:
            severity === 'sure' ? (site.prose ? 'warning' : 'error') : severity === 'likely' ? 'warning' : 'info',
          confidence: severity === 'sure' ? 'high' : severity === 'likely' ? 'medium' : 'low',
        });
        return;
      }
    }
  },
};

type Verdict = 'sure' | 'likely' | 'maybe' | undefined;

function judge(site: Site, piece: LiteralPiece, placeholder: Placeholder): Verdict {
  const { language } = site;
  if (isTool(site))
    return /^(?:\{\}|\$\{\})$/.test(placeholder.syntax) && /^\w+$/.test(placeholder.expression) ? 'likely' : undefined;
  if (placeholder.syntax === '%%') return site.language === 'powershell' && !site.prose ? 'likely' : undefined;
  if (placeholder.syntax === '{{}}') return templateVerdict(site, piece, placeholder);
  if (isTemplate(site, placeholder) || isExpandedByHost(site, placeholder)) return undefined;
  if (placeholder.syntax === '{}' && piece.segment?.interpolates.includes('{'))
    return doubledBraces(site, piece, placeholder);
  if (site.nested && language !== 'shell') return undefined;
  const native = nativeVerdict(site, piece, placeholder);
  if (native !== 'foreign') return site.nested && native ? 'maybe' : native;
  return foreignVerdict(site, placeholder);
}

/** REST Client, httpyac and Bruno fill in `{{name}}` and nothing else. */
function isTool(site: Site): boolean {
  return (site.language === 'http' || site.language === 'bruno') && !site.prose;
}

/** `$(System.AccessToken)` in YAML: pipelines fill in a bare name before any shell reads it. */
function isExpandedByHost(site: Site, { syntax, expression }: Placeholder): boolean {
  return site.source.host === 'yaml' && syntax === '$()' && /^[\w.-]+$/.test(expression);
}

/** `CMD ["curl", …]` of a Dockerfile: no shell reads it. */
function isExecForm(site: Site): boolean {
  const line = site.text.slice(site.text.lastIndexOf('\n', site.nameSpan.start) + 1, site.nameSpan.start);
  return /^\s*(?:CMD|ENTRYPOINT|RUN) /.test(line);
}

/** `{{token}}` in a string that fills in `{token}`: braces, unless the string writes code or a template itself. */
function doubledBraces(site: Site, piece: LiteralPiece, placeholder: Placeholder): Verdict {
  const end = (piece.offsets[placeholder.end] ?? 0) + 60;
  const around =
    site.text.slice(Math.max(0, site.valueSpan.start - 200), site.valueSpan.start) + site.text.slice(end - 58, end);
  const simple = /^[\w.]+$/.test(placeholder.expression) && !isToolVariable(placeholder.expression);
  return simple && !/\{\{|\}\}/.test(around) && site.pieces.length === 1 && !site.prose ? 'likely' : undefined;
}

/** What knows of double braces: template engines, and tools that send a request for someone. */
const engines =
  /mustache|handlebars|jinja|nunjucks|liquid|twig|templat|render|postman|insomnia|bruno|hoppscotch|replace|interpolat|substitut|karate|n8n|zapier|helm/i;

/** `{{token}}` in a string of a program that sends it, where `token` is a variable and nothing speaks of templates. */
function templateVerdict(site: Site, piece: LiteralPiece, { expression }: Placeholder): Verdict {
  if (site.nested || site.prose || !piece.segment || site.pieces.length > 1 || !isSent(site)) return undefined;
  if (!languageById(site.language).joins.length || !inScope(site, rootOf(expression))) return undefined;
  const isTemplated = askOnce(site.source, 'an engine for templates', () => engines.test(site.source.text));
  return isTemplated ? undefined : 'likely';
}

/** The language has this syntax, in strings of another kind. `foreign` where it has not. */
function nativeVerdict(site: Site, piece: LiteralPiece, placeholder: Placeholder): Verdict | 'foreign' {
  const { syntax, expression } = placeholder;
  switch (site.language) {
    case 'javascript':
      if (syntax !== '${}' || piece.quote === '`') return 'foreign';
      if (/=>\s*["'`]?$/.test(site.text.slice(site.nameSpan.end, site.valueSpan.start))) return undefined;
      return named(site, expression, /_/.test(rootOf(expression)));
    case 'python':
      if (syntax !== '{}') return 'foreign';
      if (site.prose) return undefined;
      if (/[.([]/.test(expression)) return 'sure';
      if (inScope(site, rootOf(expression))) return 'sure';
      return isUpperCase(expression) ? undefined : usesFStrings(site) ? 'sure' : sentByCall(site) ? 'likely' : 'maybe';
    case 'shell':
      // Make reads `$TOKEN` as `$(T)` and "OKEN", in any quotes.
      if (site.source.host === 'makefile') return syntax === '$name' && expression.length > 1 ? 'sure' : undefined;
      if (piece.quote !== "'") return undefined;
      if (syntax === '{}' || syntax === '#{}') return undefined;
      return 'sure';
    case 'ruby':
      return syntax === '#{}' && piece.quote === "'" ? 'sure' : 'foreign';
    case 'php':
    case 'perl':
      if (piece.quote !== "'" || !syntax.includes('$')) return syntax === '{}' ? 'foreign' : undefined;
      return named(site, expression, false);
    case 'powershell':
      if (!piece.quote.endsWith("'")) return undefined;
      return syntax === '{}' || syntax === '#{}' ? undefined : 'sure';
    case 'csharp':
      if (syntax !== '{}') return 'foreign';
      return site.prose ? undefined : 'sure';
    case 'scala':
      if (!syntax.startsWith('$')) return 'foreign';
      if (/gatling/i.test(site.text)) return undefined;
      return syntax === '$name' || inScope(site, rootOf(expression)) ? 'sure' : 'likely';
    case 'groovy':
      return syntax.startsWith('$') && piece.quote.startsWith("'") ? named(site, expression, false) : 'foreign';
    case 'json':
      return isExecForm(site) && placeholder.syntax.startsWith('$') ? 'sure' : undefined;
    case 'terraform':
      return syntax === '$name' && /^(?:var|local|data|module)\.\w/.test(expression) ? 'sure' : undefined;
    case 'batch':
      return syntax === '$name' && /^\w+$/.test(expression) ? 'sure' : undefined;
    case 'toml':
    case 'text':
      return undefined;
    default:
      return 'foreign';
  }
}

/** `${TOKEN}` and `${user_config.key}` are left to tools, unless the code has such a name. */
function named(site: Site, expression: string, odd: boolean): Verdict {
  if (inScope(site, rootOf(expression))) return 'sure';
  if (isToolVariable(expression) || isUpperCase(expression) || odd) return undefined;
  return 'sure';
}

/** Tools whose users write placeholders in ordinary strings. */
const fillingTools = /gatling|feign|karate|jmeter|gateway|@Value|wiremock/i;

/** A syntax that the language has nowhere: a slip of the hand where the name is a variable here, else perhaps a template. */
function foreignVerdict(site: Site, placeholder: Placeholder): Verdict {
  const { syntax, expression } = placeholder;
  if (site.prose || syntax === '$()' || isToolVariable(expression)) return undefined;
  if (!languageById(site.language).joins.length && site.language !== 'r') return undefined;
  const root = rootOf(expression);
  // Python and Ruby leave `${x}` to string templates, Elixir and JavaScript single braces to routers and messages.
  const plain = /^[\w.]+(?:\(\))?$/.test(expression.trim());
  if (!plain || (syntax === '#{}' && /^(?:scala|java|kotlin)$/.test(site.language))) return undefined;
  if (askOfFile(site.text, 'filled in by a tool', () => fillingTools.test(site.text))) return undefined;
  if (inScope(site, root)) return site.form === 'assignment' ? 'maybe' : 'likely';
  if (isUpperCase(expression)) return undefined;
  const strict = ['javascript', 'python', 'ruby', 'elixir', 'java', 'php', 'groovy', 'erlang'].includes(site.language);
  if (
    strict &&
    !(
      syntax === '{}' &&
      site.source.language === 'javascript' &&
      site.pieces[0]?.kind === 'literal' &&
      site.pieces[0].quote === '`'
    )
  )
    return undefined;
  return isSent(site) ? 'likely' : undefined;
}

/** The statement has f-strings already: who writes one knows of them. */
function usesFStrings(site: Site): boolean {
  const around = site.text.slice(Math.max(0, site.valueSpan.start - 300), site.valueSpan.end + 100);
  return /\bf["']/.test(around);
}

function sentByCall(site: Site): boolean {
  return site.enclosing.some(bracket =>
    /(?:^|\.)(?:get|post|put|patch|delete|request|Request|head|options|stream|urlopen|fetch|send|ClientSession|AsyncClient|Client)$/.test(
      bracket.callee,
    ),
  );
}

function fixOf(site: Site, piece: LiteralPiece, placeholder: Placeholder): Fix | undefined {
  const { segment } = piece;
  const span = { start: piece.offsets[placeholder.start] ?? 0, end: piece.offsets[placeholder.end] ?? 0 };
  const rewrite = (text: string): Fix => ({ title: `Write "${text}"`, safe: false, edits: [{ span, text }] });
  if (isTool(site)) return rewrite(`{{${placeholder.expression}}}`);
  if (!segment || site.nested) return undefined;
  if (placeholder.syntax === '%%') return rewrite(`$env:${placeholder.expression}`);
  if (placeholder.syntax === '{}' && segment.interpolates.includes('{')) return rewrite(`{${placeholder.expression}}`);
  if (site.source.host === 'makefile' && placeholder.syntax === '$name') return rewrite(`$(${placeholder.expression})`);
  const open = { start: segment.start, end: segment.innerStart };
  const close = { start: segment.innerEnd, end: segment.end };
  const inner = site.text.slice(segment.innerStart, segment.innerEnd);
  const requote = (title: string, quote: string): Fix | undefined =>
    inner.includes(quote) || inner.includes('\\')
      ? undefined
      : {
          title,
          safe: false,
          edits: [
            { span: open, text: quote },
            { span: close, text: quote },
          ],
        };
  const insert = (title: string, before: string, after = ''): Fix => ({
    title,
    safe: false,
    edits: [
      { span: { start: segment.start, end: segment.start }, text: before },
      ...(after === '' ? [] : [{ span: { start: segment.end, end: segment.end }, text: after }]),
    ],
  });
  const remedy = languageById(site.language).remedy;
  const native = nativeVerdict(site, piece, placeholder) !== 'foreign';
  if (native || (remedy === 'format!' && placeholder.syntax === '{}')) {
    if (remedy === 'back-ticks') return requote('Use back-ticks', '`');
    if (remedy === 'double-quotes') return requote('Use double quotes', '"');
    if (remedy === 'prefix-f' && segment.prefix === '') return insert('Make it an f-string', 'f');
    if (remedy === 'prefix-$') return insert('Make it an interpolated string', '$');
    if (remedy === 'prefix-s') return insert('Make it an interpolated string', 's');
    if (remedy === 'format!') return insert('Wrap it in "format!"', 'format!(', ')');
  }
  if (site.language === 'dart' && segment.prefix === 'r') {
    const { start } = segment;
    return { title: 'Leave out the "r"', safe: false, edits: [{ span: { start, end: start + 1 }, text: '' }] };
  }
  if (site.language === 'terraform') return rewrite(`\${${placeholder.expression}}`);
  if (site.language === 'batch') return rewrite(`%${placeholder.expression}%`);
  const text = rewritten(site.language, piece, placeholder.expression);
  return text === undefined ? undefined : rewrite(text);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
