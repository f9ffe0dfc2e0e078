import { decodeBase64, encodeBase64 } from '../../auth/base64.ts';
import type { Fix } from '../../text/span.ts';
import type { Report, Rule } from '../rule.ts';
import { type Entry, entryOf, type Scalar } from '../sites/entries.ts';
import { holdsSettings, mapsOf } from '../sites/file-entries.ts';

/** Entries that are sent as they stand. */
const credential =
  /token|secret|passw(?:or)?d|api[-_.]?key|authorization|bearer|jwt|credentials?$|(?:^|[-_.])(?:pat|user(?:name)?)$/i;
/** One word: no certificate, no document, no line of a file of passwords. */
const oneWord = /^(?![{[-])(?!.*(?:\$apr1\$|\$2[aby]\$|\{SHA\}))[\x21-\x7e]{3,4000}\r?\n$/;

export const secretNewline: Rule = {
  id: 'secret-newline',
  severity: 'warning',
  confidence: 'high',
  summary: 'A Kubernetes Secret holds a line break after the token',
  rationale:
    '`echo token | base64` encodes the line break of `echo` too, and a block that begins with `|` ends with one. Whoever mounts the Secret, or takes it as a variable, puts the line break into the header: Go says `invalid header field value`, Node `Invalid character in header content`, and a server that gets it anyway answers 401.',
  notReported: 'Certificates, documents and files of passwords, which end with a line break as they should.',
  references: [
    '[Secrets](https://kubernetes.io/docs/concepts/configuration/secret/)',
    '[RFC 9110 §5.5](https://www.rfc-editor.org/rfc/rfc9110#section-5.5)',
  ],
  examples: [
    {
      file: 'a.yaml',
      bad: 'kind: Secret\ndata:\n  token: YTFiMmMzZDRlNWY2Cg==\n',
      fixed: 'kind: Secret\ndata:\n  token: YTFiMmMzZDRlNWY2\n',
    },
    {
      file: 'b.yaml',
      bad: 'kind: Secret\nstringData:\n  api-key: |\n    a1b2c3d4e5f6\n',
      fixed: 'kind: Secret\nstringData:\n  api-key: |-\n    a1b2c3d4e5f6\n',
    },
    {
      file: 'a.json',
      bad: '{ "kind": "Secret", "data": { "password": "YTFiMmMzZDRlNWY2Cg==" } }',
      fixed: '{ "kind": "Secret", "data": { "password": "YTFiMmMzZDRlNWY2" } }',
    },
    { file: 'c.yaml', good: 'kind: Secret\ndata:\n  token: YTFiMmMzZDRlNWY2\n' },
    { file: 'd.yaml', good: 'kind: Secret\ndata:\n  tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==\n' },
    { file: 'e.yaml', good: 'kind: ConfigMap\ndata:\n  token: YTFiMmMzZDRlNWY2Cg==\n' },
  ],
  checkFile(file, report) {
    if (!holdsSettings(file.text, file.language)) return;
    for (const { map } of mapsOf(file)) {
      const kind = entryOf(map, 'kind')?.value;
      if (kind?.kind !== 'scalar' || kind.text !== 'Secret') continue;
      for (const [part, check] of [
        ['data', checkEncoded],
        ['stringData', checkPlain],
      ] as const) {
        const entries = entryOf(map, part)?.value;
        for (const entry of entries?.kind === 'map' ? entries.entries : [])
          if (credential.test(entry.key) && entry.value.kind === 'scalar') check(file.text, entry, entry.value, report);
      }
    }
  },
};

function checkEncoded(_text: string, { key }: Entry, { text, span, pieces }: Scalar, report: Report): void {
  const bytes = pieces.length === 1 ? decodeBase64(text)?.bytes : undefined;
  const decoded = bytes ? String.fromCharCode(...bytes.subarray(0, 5000)) : '';
  if (!bytes || !oneWord.test(decoded)) return;
  const bare = encodeBase64(bytes.subarray(0, decoded.trimEnd().length));
  report({
    message: `The value of "${key}" decodes into a text with a line break at its end; encode it without, as "printf %s" does`,
    span,
    fixes: [{ title: 'Encode it without the line break', safe: false, edits: [{ span, text: bare }] }],
  });
}

function checkPlain(text: string, { key, keySpan }: Entry, value: Scalar, report: Report): void {
  if (!oneWord.test(value.text) || value.pieces.some(piece => piece.kind === 'opaque')) return;
  const between = text.slice(keySpan.end, value.span.start);
  const mark = /[|>]([-+\d]{0,2})/.exec(between);
  const start = keySpan.end + (mark?.index ?? 0) + 1;
  const span = { start, end: start + (mark?.[1]?.length ?? 0) };
  const fix: Fix = { title: 'Leave out the line break at the end', safe: false, edits: [{ span, text: '-' }] };
  report({
    message: `The value of "${key}" ends with a line break${mark ? ', as every block does whose mark has no "-"' : ''}; leave it out`,
    span: value.span,
    fixes: mark ? [fix] : [],
  });
}
