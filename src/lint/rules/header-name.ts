import { isInHeaders } from '../header-context.ts';
import { isOtherWord, matchHeaderName } from '../header-name.ts';
import type { Report, Rule } from '../rule.ts';
import type { Site } from '../site.ts';

export const headerName: Rule = {
  id: 'header-name',
  severity: 'error',
  confidence: 'high',
  summary: 'The header is not called "Authorization"',
  rationale:
    'Servers read credentials from `Authorization`, spelt with a z, and from nothing else. `Authorisation`, `Authentication` and the like are headers that no server knows, so the request arrives without credentials.',
  notReported:
    'The same words where the value has no scheme: `authorisation` and `authentication` are names of other things too. `X-Authorization` and names of your own.',
  references: ['[RFC 9110 §11.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2)'],
  examples: [
    {
      file: 'a.js',
      bad: 'const headers = { Authorisation: `Bearer ${token}` };',
      fixed: 'const headers = { Authorization: `Bearer ${token}` };',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authentication": f"Bearer {token}"}',
      fixed: 'headers = {"Authorization": f"Bearer {token}"}',
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Autorization", "Bearer "+token)',
      fixed: 'req.Header.Set("Authorization", "Bearer "+token)',
    },
    {
      file: 'a.sh',
      bad: 'curl -H "Authentication: Bearer $TOKEN" https://api.example.com/',
      fixed: 'curl -H "Authorization: Bearer $TOKEN" https://api.example.com/',
    },
    {
      file: 'a.http',
      bad: 'GET https://api.example.com/\nAuthorizaton: Bearer {{token}}\n',
      fixed: 'GET https://api.example.com/\nAuthorization: Bearer {{token}}\n',
    },
    {
      file: 'A.java',
      bad: 'request.addHeader("authorisation", "Bearer " + token);',
      fixed: 'request.addHeader("authorization", "Bearer " + token);',
    },
    {
      file: 'b.py',
      bad: 'httpx.get(url, headers={"HTTP_AUTHORIZATION": f"Bearer {api_key}"})',
      fixed: 'httpx.get(url, headers={"Authorization": f"Bearer {api_key}"})',
    },
    { file: 'c.py', good: 'client.get(url, HTTP_AUTHORIZATION=f"Bearer {api_key}")' },
    {
      file: 'a.php',
      bad: '<?php $headers = ["Authentification: Bearer $key"];',
      fixed: '<?php $headers = ["Authorization: Bearer $key"];',
    },
    { file: 'a.js', good: 'const authentication = { type: "Bearer" };' },
    { file: 'a.py', good: 'roles = {"authorisation": "user"}' },
  ],
  check(site, report) {
    if (/^HTTP_/.test(site.name)) return environmentName(site, report);
    if (matchHeaderName(site.name) !== 'misspelt') return;
    if (isOtherWord(site.name) && !holdsCredentials(site) && !isInHeaders(site)) return;
    const word = /[A-Za-z_-]+/.exec(site.name)?.[0] ?? '';
    const start = site.nameSpan.start + site.name.indexOf(word);
    const span = { start, end: start + word.length };
    const right = /^[A-Z]{2}/.test(word) ? 'AUTHORIZATION' : /^[A-Z]/.test(word) ? 'Authorization' : 'authorization';
    report({
      message: `"${word}" is not the header that carries credentials; call it "${right}"`,
      span,
      severity: site.prose ? 'warning' : 'error',
      fixes: [{ title: `Rename to "${right}"`, safe: false, edits: [{ span, text: right }] }],
    });
  },
};

/** More than a word after the scheme, so that a header and no setting is meant. */
function holdsCredentials(site: Site): boolean {
  const rest = site.value.trim().replace(/^\w{1,30}[\s:=]{1,8}/, '');
  return rest.includes('\0') || (/^[\w.~+/=-]{8,}$/.test(rest) && !/^[A-Za-z-]+$/.test(rest));
}

/** `HTTP_AUTHORIZATION` is what CGI and WSGI call the header once it has arrived. */
function environmentName(site: Site, report: Report): void {
  const [object, call] = site.enclosing;
  if (site.language !== 'python' || object?.key !== 'headers' || call?.bracket !== '(') return;
  if (!/^(?:requests|httpx|session|self\.session)\.\w{1,12}$/.test(call.callee)) return;
  report({
    message: `"${site.name}" is what a server calls the header after it arrived; send "Authorization"`,
    span: site.nameSpan,
    fixes: [
      { title: 'Rename to "Authorization"', safe: false, edits: [{ span: site.nameSpan, text: 'Authorization' }] },
    ],
  });
}
