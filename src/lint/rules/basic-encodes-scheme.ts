import type { Report, Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { passOn } from '../value-rule.ts';
import { encoderAround } from './basic-not-encoded.ts';

const passOnLiteral = passOn('basic-encodes-scheme');

export const basicEncodesScheme: Rule = {
  id: 'basic-encodes-scheme',
  severity: 'error',
  confidence: 'high',
  summary: 'The scheme is encoded together with the user name and password',
  rationale:
    'The scheme stands in front of the base64 text, unencoded: `Basic ` and then the encoded pair. When all of it is encoded, the server sees a value without a scheme.',
  references: ['[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)'],
  examples: [
    { file: 'a.js', bad: 'const value = btoa("Basic " + user + ":" + password);' },
    { file: 'A.java', bad: 'String auth = "Basic " + user + ":" + password;\nreturn base64(auth);' },
    {
      file: 'a.cs',
      bad: 'var value = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("Basic " + user + ":" + password));',
    },
    { file: 'a.py', bad: 'value = base64.b64encode(("Basic " + user + ":" + password).encode())' },
    { file: 'a.go', bad: 'value := base64.StdEncoding.EncodeToString([]byte("Basic " + user + ":" + password))' },
    { file: 'a.php', bad: "<?php $value = base64_encode('Basic ' . $user . ':' . $password);" },
    { file: 'b.py', bad: 'headers = {"Authorization": base64.b64encode(b"Basic admin:secret").decode()}' },
    { file: 'b.js', good: 'const value = "Basic " + btoa(user + ":" + password);' },
  ],
  check(site, report) {
    if (!site.nested && !site.prose) insidePiece(site, report);
    const encoder = /:/.test(site.value) ? encoderAround(site) : undefined;
    if (encoder === undefined || site.enclosing.some(bracket => /print|log|write_?line/i.test(bracket.callee)))
      return passOnLiteral(site, report);
    report({
      message: `"${encoder}" encodes the scheme too; encode only user name, colon and password, and put "Basic " in front of the result`,
      span: site.valueSpan,
    });
  },
};

const encoded = /^[\w.$:]{0,60}(?:btoa|b64encode|base64_encode|encode64)\(\(?[bf]{0,2}["'`]Basic\s/;

/** The whole value is a call that encodes a string with the scheme in it. */
function insidePiece(site: Site, report: Report): void {
  const [only] = site.pieces;
  if (site.pieces.length !== 1 || only?.kind !== 'opaque' || site.form === 'assignment') return;
  if (!encoded.test(only.source)) return;
  report({
    message: 'The scheme is encoded too; encode only user name, colon and password, and put "Basic " in front',
    span: only.span,
  });
}
