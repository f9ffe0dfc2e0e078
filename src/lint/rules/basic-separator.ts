import { type Span, shiftSpan } from '../../text/span.ts';
import { ingredientsOf } from '../constants.ts';
import type { Rule } from '../rule.ts';

/** The first argument of an encoder, where it is neither text nor a call. */
const encoded =
  /\b(?:btoa|b64encode|base64_encode|encode64|strict_encode64|EncodeToString|encodeToString|encodeBase64String|ToBase64String|Buffer\.from)\(\s{0,4}(?:\[\]byte\(|[\w.:[\]]{0,60}GetBytes\(|\()?([^(),"'`]{1,200})[),]/;

const inTemplate =
  /\b(?:btoa|b64encode|Buffer\.from|ToBase64String)\((?:[\w.:[\]]{0,60}GetBytes\()?[f$]?["'`]\$?\{([\w.]{1,80})\}\$?\{([\w.]{1,80})\}["'`]/;

export const basicSeparator: Rule = {
  id: 'basic-separator',
  severity: 'error',
  confidence: 'medium',
  summary: 'User name and password are encoded without the colon between them',
  rationale:
    'The server splits the decoded value at its first colon. Without one, all of it is a user name and the password is empty.',
  references: ['[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)'],
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Basic ' + btoa(user + password) };",
      fixed: "const headers = { Authorization: 'Basic ' + btoa(user + ':' + password) };",
    },
    {
      file: 'a.php',
      bad: "<?php $headers = ['Authorization' => 'Basic ' . base64_encode($user . $password)];",
      fixed: "<?php $headers = ['Authorization' => 'Basic ' . base64_encode($user . ':' . $password)];",
    },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user+password)))',
      fixed: 'req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user+ ":" +password)))',
    },
    {
      file: 'd.js',
      bad: 'const headers = { Authorization: `Basic ${btoa(`${user}${password}`)}` };',
      fixed: 'const headers = { Authorization: `Basic ${btoa(`${user}:${password}`)}` };',
    },
    {
      file: 'a.cs',
      bad: 'var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}{password}"));\nrequest.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);',
      fixed:
        'var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));\nrequest.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);',
    },
    { file: 'b.js', good: "const headers = { Authorization: 'Basic ' + btoa(user + ':' + password) };" },
    { file: 'c.js', good: "const headers = { Authorization: 'Basic ' + btoa(prefix + encoded) };" },
  ],
  check(site, report) {
    if (site.nested || !/^\s*Basic\s+\0/i.test(site.value)) return;
    for (const piece of ingredientsOf(site)) {
      const found = inTemplateOf(piece.source) ?? joinedIn(piece.source, site.language);
      if (!found || !userWord.test(found.user) || !secretWord.test(found.secret)) continue;
      const { user, secret, span, at, separator } = found;
      const edits = [{ span: { start: piece.span.start + at, end: piece.span.start + at }, text: separator }];
      report({
        message: `No colon stands between "${user}" and "${secret}"; join them with ":"`,
        span: shiftSpan(span, piece.span.start),
        fixes: [{ title: 'Add the colon', safe: false, edits }],
      });
      return;
    }
  },
};

const userWord = /user|login|name|client_?id|email|account|key/i;
const secretWord = /pass|pwd|secret|token/i;
const operand = /^[\w.$@>-]+$/;

/** Two names side by side: where the separator belongs, and how it is written there. */
interface Pair {
  readonly user: string;
  readonly secret: string;
  readonly span: Span;
  readonly at: number;
  readonly separator: string;
}

function inTemplateOf(source: string): Pair | undefined {
  const match = inTemplate.exec(source);
  if (!match) return undefined;
  const [all, user = '', secret = ''] = match;
  const span = { start: match.index, end: match.index + all.length };
  return { user, secret, span, at: match.index + all.indexOf('}') + 1, separator: ':' };
}

function joinedIn(source: string, language: string): Pair | undefined {
  const match = encoded.exec(source);
  if (!match) return undefined;
  const dot = language === 'php' || language === 'perl';
  const [all, argument = ''] = match;
  const parts = argument.split(dot ? '.' : '+');
  const [user = '', secret = ''] = parts.map(part => part.trim());
  if (parts.length !== 2 || !operand.test(user) || !operand.test(secret)) return undefined;
  const quote = language === 'javascript' || dot ? "'" : '"';
  const at = match.index + all.lastIndexOf(argument) + (parts[0]?.length ?? 0) + 1;
  const span = { start: match.index, end: match.index + all.length };
  return { user, secret, span, at, separator: ` ${quote}:${quote} ${dot ? '.' : '+'}` };
}
