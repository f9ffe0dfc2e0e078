import { ingredientsOf } from '../constants.ts';
import type { Report, Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { passOn } from '../value-rule.ts';

export const malformedBasic: Rule = {
  id: 'malformed-basic',
  severity: 'error',
  confidence: 'high',
  summary: 'The value after Basic is not what a Basic value decodes from',
  rationale:
    'The server decodes the value as base64, then splits at the first colon. A line break at the end becomes part of the password; text without a colon has no password; the URL-safe alphabet and a second encoding give other characters. The answer is 401 or 400.',
  notReported: 'Words that stand for a value in tests, such as `Basic credentials`.',
  references: ['[RFC 7617 §2](https://www.rfc-editor.org/rfc/rfc7617#section-2)'],
  examples: [
    { file: 'a.http', bad: 'GET https://api.example.com/\nAuthorization: Basic dXNlcjpwYXNzd29yZA==Cg\n' },
    {
      file: 'a.go',
      bad: 'req.Header.Set("Authorization", "Basic "+base64.URLEncoding.EncodeToString(pair))',
      fixed: 'req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString(pair))',
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": "Basic " + base64.urlsafe_b64encode(pair).decode()}',
      fixed: 'headers = {"Authorization": "Basic " + base64.b64encode(pair).decode()}',
    },
    { file: 'a.js', good: "const headers = { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' };" },
  ],
  check(site, report) {
    passOnMalformed(site, report);
    checkEncoder(site, report);
  },
};

const passOnMalformed = passOn(
  'basic-invalid-base64',
  'basic-base64url',
  'basic-unpadded',
  'basic-without-colon',
  'basic-trailing-newline',
  'basic-control-character',
  'basic-double-encoded',
);

/** Encoders for URLs and tokens, and what to write for the word in them that says so. */
const encoders: Readonly<Record<string, readonly [RegExp, string]>> = {
  javascript: [/(?<=toString\(["'])base64url(?=["']\))/, 'base64'],
  python: [/\burlsafe_b64encode(?=\()/, 'b64encode'],
  go: [/(?<=\bbase64\.)(?:URLEncoding|RawURLEncoding|RawStdEncoding)(?=\.EncodeToString\()/, 'StdEncoding'],
  java: [/\bgetUrlEncoder(?=\(\))/, 'getEncoder'],
  kotlin: [/\bgetUrlEncoder(?=\(\))/, 'getEncoder'],
  scala: [/\bgetUrlEncoder\b/, 'getEncoder'],
  ruby: [/\burlsafe_encode64(?=\()/, 'strict_encode64'],
  elixir: [/(?<=\bBase\.)url_encode64(?=\()/, 'encode64'],
  rust: [/\b(?:BASE64_)?URL_SAFE(?:_NO_PAD)?(?=\.encode\()/, 'STANDARD'],
};

/** The alphabet for URLs differs in two characters, so that this fails for some passwords and not for others. */
function checkEncoder(site: Site, report: Report): void {
  const [pattern, right] = encoders[site.language] ?? [];
  if (!pattern || right === undefined || !/^\s*Basic\s+\0$/i.test(site.value)) return;
  for (const { source, span: whole } of ingredientsOf(site)) {
    const match = pattern.exec(source);
    if (!match) continue;
    const start = whole.start + match.index;
    const span = { start, end: start + match[0].length };
    report({
      message: `"${match[0]}" is another alphabet than Basic has, or leaves out the padding; write "${right}"`,
      span,
      severity: 'warning',
      fixes: right === 'STANDARD' ? [] : [{ title: `Write "${right}"`, safe: false, edits: [{ span, text: right }] }],
    });
    return;
  }
}
