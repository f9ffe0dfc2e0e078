import type { Rule } from '../rule.ts';
import { lineEnd } from '../scan.ts';

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
    'REST Client and httpyac leave a variable that they do not know as it stands, so the server is sent `{{token}}`. It may be defined in an environment of the editor, which the file does not show.',
  notReported: 'Files that define no variable at all, and variables of the tool, such as `{{$processEnv TOKEN}}`.',
  references: ['[REST Client: variables](https://github.com/Huachao/vscode-restclient#variables)'],
  examples: [
    {
      file: 'a.http',
      bad: '@host = https://api.example.com\n@tokn = abc\n\nGET {{host}}/me\nAuthorization: Bearer {{token}}\n',
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
    if (file.language !== 'http' || file.sites.length === 0) return;
    const defined = new Set([...file.text.matchAll(definition)].map(match => match[1] ?? match[2]));
    if (defined.size === 0) return;
    for (const site of file.sites) {
      for (const piece of site.pieces) {
        const name = piece.kind === 'opaque' ? /^\{\{\s{0,8}([\w-]+)\s{0,8}\}\}$/.exec(piece.source)?.[1] : undefined;
        if (name === undefined || defined.has(name) || isImporting(file.text)) continue;
        report({
          message: `"${name}" is not among the variables that this file defines; define it here or in the environment`,
          span: piece.span,
        });
      }
    }
  },
};

/** httpyac takes definitions from other files, and scripts may set any. */
function isImporting(text: string): boolean {
  for (let at = text.indexOf('@import'); at >= 0; at = text.indexOf('@import', at + 1))
    if (/^@import\s/.test(text.slice(at, lineEnd(text, at)))) return true;
  return /\{\{[ \t]*\r?\n|> ?\{%|< ?\{%/.test(text);
}
