import type { Span } from '../../text/span.ts';
import { distance } from '../header-name.ts';
import type { LintFile, Report, Rule } from '../rule.ts';
import { lineEnd } from '../scan.ts';
import { textOf } from '../sites/entries.ts';
import { mapsOf } from '../sites/file-entries.ts';

const definition =
  /^[ \t]{0,8}@([\w.-]{1,80})[ \t]{0,8}=|^[ \t]{0,8}(?:#|\/\/)[ \t]{0,8}@(?:name|prompt)[ \t]{1,8}([\w.-]{1,80})/gm;

const contexts: Readonly<Record<string, string>> = {
  secret: 'secrets',
  variable: 'vars',
  input: 'inputs',
  envs: 'env',
};

export const undefinedVariable: Rule = {
  id: 'undefined-variable',
  severity: 'info',
  confidence: 'low',
  summary: 'The file defines variables, but not this one',
  rationale:
    'REST Client, httpyac, Bruno and Postman leave a variable that they do not know as it stands, so the server is sent `{{token}}`. It may be defined in an environment, which the file does not show. Postman takes spaces between the braces for a part of the name.',
  notReported: 'Files that define no variable at all, and variables of the tool, such as `{{$processEnv TOKEN}}`.',
  references: ['[REST Client: variables](https://github.com/Huachao/vscode-restclient#variables)'],
  examples: [
    {
      file: 'a.http',
      bad: '@host = https://api.example.com\n@tokn = abc\n\nGET {{host}}/me\nAuthorization: Bearer {{token}}\n',
      fixed: '@host = https://api.example.com\n@tokn = abc\n\nGET {{host}}/me\nAuthorization: Bearer {{tokn}}\n',
    },
    {
      file: 'e.http',
      bad: '@host = https://api.example.com\n\nGET {{host}}/me\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'a.json',
      bad: '{ "info": { "_postman_id": "1" }, "auth": { "bearer": [{ "key": "token", "value": "{{ token }}" }] } }',
      fixed: '{ "info": { "_postman_id": "1" }, "auth": { "bearer": [{ "key": "token", "value": "{{token}}" }] } }',
    },
    {
      file: 'a.bru',
      bad: 'headers {\n  Authorization: Bearer {{acessToken}}\n}\n\nvars:pre-request {\n  accessToken: abc\n}\n',
      fixed: 'headers {\n  Authorization: Bearer {{accessToken}}\n}\n\nvars:pre-request {\n  accessToken: abc\n}\n',
    },
    { file: 'd.http', bad: 'GET https://api.example.com/me\nAuthorization: Bearer {{ }}\n' },
    {
      file: 'a.yml',
      bad: 'steps:\n  - run: curl -H "Authorization: Bearer ${{ secret.API_KEY }}" https://api.example.com/me\n',
    },
    {
      file: 'b.http',
      good: '@token = {{$processEnv TOKEN}}\n\nGET https://api.example.com/me\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'b.json',
      good: '{ "info": { "_postman_id": "1" }, "auth": { "bearer": [{ "key": "token", "value": "{{token}}" }] }, "variable": [{ "key": "host", "value": "a" }] }',
    },
    { file: 'c.http', good: 'GET https://api.example.com/me\nAuthorization: Bearer {{token}}\n' },
  ],
  check(site, report) {
    if (site.nested || site.prose) return;
    for (const piece of site.pieces) {
      if (piece.kind !== 'opaque') continue;
      if (site.language === 'http' && /^\{\{\s{0,8}\}\}$/.test(piece.source))
        report({
          message: 'No name stands between the braces; write the variable',
          span: piece.span,
          severity: 'warning',
        });
      const context = /^\$\{\{ ?(secret|variable|input|envs)\./.exec(piece.source)?.[1];
      if (context !== undefined && site.source.host === 'yaml' && !/\beach\s/.test(site.text))
        report({
          message: `"${context}" is no context of a workflow, so nothing is filled in; write "${contexts[context]}"`,
          span: piece.span,
          severity: 'warning',
        });
    }
  },
  checkFile(file, report) {
    if (file.sites.length === 0) return;
    const defined = definedIn(file);
    for (const { name, span, isSpaced } of usedIn(file)) {
      if (isSpaced && isPostman(file)) reportSpaces(name, span, report);
      else if (defined.size > 0 && !defined.has(name)) reportUnknown(file, name, span, defined, report);
    }
  },
};

/** The variables that a file of requests defines; of JSON, only a collection of Postman does. */
function definedIn(file: LintFile): Set<string> {
  if (file.language === 'http')
    return isImporting(file.text)
      ? new Set()
      : new Set([...file.text.matchAll(definition)].map(match => match[1] ?? match[2] ?? ''));
  if (file.language === 'bruno')
    return new Set(
      [...file.text.matchAll(/^vars[\w:-]{0,20} \{$([^}]{0,4000})^\}/gm)].flatMap(block =>
        [...(block[1] ?? '').matchAll(/^[ \t]{0,8}~?([\w.-]{1,80}):/gm)].map(line => line[1] ?? ''),
      ),
    );
  if (!isPostman(file)) return new Set();
  return new Set(mapsOf(file).flatMap(({ map, path }) => (path.at(-1) === 'variable' ? [textOf(map, 'key')] : [])));
}

function isPostman({ language, text }: LintFile): boolean {
  return language === 'json' && /schema\.getpostman\.com|"_postman_id"/.test(text);
}

interface Use {
  readonly name: string;
  readonly span: Span;
  readonly isSpaced: boolean;
}

/** The variables in headers; those of the tool itself begin with a dollar sign. */
function usedIn({ language, text, sites }: LintFile): Use[] {
  if (!/^(?:http|bruno|json)$/.test(language)) return [];
  return sites.flatMap(({ valueSpan: { start, end } }) =>
    [...text.slice(start, end).matchAll(/\{\{([ \t]{0,8})([\w-]{1,80})([ \t]{0,8})\}\}/g)].map(match => ({
      name: match[2] ?? '',
      span: { start: start + match.index, end: start + match.index + match[0].length },
      isSpaced: match[1] !== '' || match[3] !== '',
    })),
  );
}

function reportSpaces(name: string, span: Span, report: Report): void {
  const text = `{{${name}}}`;
  report({
    message: `Postman takes the spaces for a part of the variable's name and fills in nothing; write "${text}"`,
    span,
    severity: 'warning',
    confidence: 'high',
    fixes: [{ title: `Write "${text}"`, safe: false, edits: [{ span, text }] }],
  });
}

/** Environments may define a variable that no file shows; a slip of the hand is sure where the right name lies idle. */
function reportUnknown(
  { text, language }: LintFile,
  name: string,
  span: Span,
  defined: ReadonlySet<string>,
  report: Report,
): void {
  const idle = [...defined].filter(
    other => other.length > 3 && !text.includes(`{{${other}}}`) && distance(name, other, 2) <= 2,
  );
  const [meant] = idle;
  if (text.includes(`"${name}"`) || text.includes(`'${name}'`)) return;
  if (idle.length === 1 && meant !== undefined) {
    report({
      message: `No variable is called "${name}", and nothing uses "${meant}"; write "{{${meant}}}"`,
      span,
      severity: 'warning',
      confidence: 'medium',
      fixes: [{ title: `Write "{{${meant}}}"`, safe: false, edits: [{ span, text: `{{${meant}}}` }] }],
    });
  } else if (language === 'http')
    report({
      message: `"${name}" is not among the variables that this file defines; define it here or in the environment`,
      span,
    });
}

/** httpyac takes definitions from other files, and scripts may set any. */
function isImporting(text: string): boolean {
  for (let at = text.indexOf('@import'); at >= 0; at = text.indexOf('@import', at + 1))
    if (/^@import\s/.test(text.slice(at, lineEnd(text, at)))) return true;
  return /\{\{[ \t]*\r?\n|> ?\{%|< ?\{%/.test(text);
}
