import type { Report, Rule } from '../rule.ts';
import { lineStart } from '../scan.ts';
import { type Site, sourceSpan } from '../site.ts';
import { passOn } from '../value-rule.ts';

const passOnMismatch = passOn('scheme-credential-mismatch');

/** requests, httpx and Guzzle: a pair of user name and password. */
const authPair = /\bauth(?:=\(|['"] ?=> ?\[)["'](Bearer)["'](?=\s?,)/g;

export const schemeCredentialMismatch: Rule = {
  id: 'scheme-credential-mismatch',
  severity: 'warning',
  confidence: 'medium',
  summary: 'The credentials belong to another scheme',
  rationale:
    'A JWT after `Basic` cannot be decoded into user and password; user and password after `Bearer` are no token the server ever issued.',
  references: ['[RFC 9110 §11.4](https://www.rfc-editor.org/rfc/rfc9110#section-11.4)'],
  examples: [
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorization: Basic eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl\n',
    },
    {
      file: 'b.js',
      bad: "const headers = { Authorization: 'Bearer ' + btoa(username + ':' + password) };",
      fixed: "const headers = { Authorization: 'Basic ' + btoa(username + ':' + password) };",
    },
    { file: 'a.py', bad: 'httpx.get(url, auth=("Bearer", api_key))' },
    { file: 'a.php', bad: "<?php $client->request('GET', '/me', ['auth' => ['Bearer', $key]]);" },
    { file: 'b.py', good: 'httpx.get(url, auth=("user", password))' },
    { file: 'a.js', good: "const headers = { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' };" },
  ],
  check(site, report) {
    passOnMismatch(site, report);
    encodedPair(site, report);
  },
  checkFile(file, report) {
    if (file.language !== 'python' && file.language !== 'php') return;
    for (const match of file.text.matchAll(authPair)) {
      if (/^\s*(?:#|\/\/|\*)/.test(file.text.slice(lineStart(file.text, match.index), match.index + 1))) continue;
      const start = match.index + match[0].length - (match[1] ?? '').length - 1;
      report({
        message: `"auth" takes user name and password and sends Basic, so "${match[1]}" is sent as a user name; set the "Authorization" header`,
        span: { start, end: start + (match[1] ?? '').length },
      });
    }
  },
};

const encoders = /^(?:\$?\{)?[\w.:]{0,60}(?:btoa|b64encode|base64_encode|encode64|EncodeToString|encodeToString)\(/;

/** `"Bearer " + btoa(user + ":" + password)`: what Basic sends, under another name. */
function encodedPair(site: Site, report: Report): void {
  const piece = site.pieces.at(-1);
  if (!/^Bearer \0$/i.test(site.value) || site.implied > 0 || piece?.kind !== 'opaque') return;
  const { source } = piece;
  if (!encoders.test(source) || !source.includes(':')) return;
  if (!/user|login/i.test(source) || !/pass|pwd/i.test(source)) return;
  const span = sourceSpan(site, { start: 0, end: 'Bearer'.length });
  report({
    message: 'User name and password in base64 are what "Basic" takes, not "Bearer"; write "Basic"',
    span,
    fixes: site.nested ? [] : [{ title: 'Write "Basic"', safe: false, edits: [{ span, text: 'Basic' }] }],
  });
}
