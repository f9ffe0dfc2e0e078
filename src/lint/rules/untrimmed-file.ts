import type { Fix } from '../../text/span.ts';
import { ingredientsOf } from '../constants.ts';
import type { Rule } from '../rule.ts';
import type { OpaquePiece, Site } from '../site.ts';

interface FileRead {
  readonly languages: readonly string[];
  readonly reads: RegExp;
  readonly trims: RegExp;
  /** What to add after the expression. */
  readonly trim?: string;
}

const reads: readonly FileRead[] = [
  {
    languages: ['javascript'],
    reads: /\breadFileSync\(|\bawait (?:fs\.)?(?:promises\.)?readFile\(/,
    trims: /\.trim|\.replace|JSON\.parse/,
    trim: '.trim()',
  },
  {
    languages: ['python'],
    reads: /\bopen\([^()]{0,120}\)\.read\(\)|\.read_text\(/,
    trims: /strip|splitlines|json/,
    trim: '.strip()',
  },
  { languages: ['ruby'], reads: /\b(?:File|IO)\.read\(/, trims: /strip|chomp/, trim: '.strip' },
  { languages: ['php'], reads: /\bfile_get_contents\(/, trims: /trim\(/ },
  { languages: ['terraform'], reads: /\bfile\(/, trims: /trimspace\(|chomp\(/ },
  { languages: ['rust'], reads: /\bread_to_string\(/, trims: /\.trim/ },
  { languages: ['csharp'], reads: /\bFile\.ReadAllText\(/, trims: /Trim/, trim: '.Trim()' },
  { languages: ['kotlin'], reads: /\bFile\([^()]{0,120}\)\.readText\(/, trims: /trim/, trim: '.trim()' },
  { languages: ['java'], reads: /\bFiles\.readString\(/, trims: /trim|strip/, trim: '.trim()' },
  { languages: ['go'], reads: /\b(?:os|ioutil)\.ReadFile\(/, trims: /Trim/ },
];

export const untrimmedFile: Rule = {
  id: 'untrimmed-file',
  severity: 'warning',
  confidence: 'medium',
  summary: 'A token is read from a file with the line break at its end',
  rationale:
    'Editors end files with a line break, and so do most secret stores that write them. The client refuses the header (`Invalid character in header content`), or the server compares the token with its line break.',
  notReported: '`$(cat file)`: shells drop the line breaks at the end.',
  examples: [
    {
      file: 'a.js',
      bad: "const headers = { Authorization: 'Bearer ' + fs.readFileSync('token', 'utf8') };",
      fixed: "const headers = { Authorization: 'Bearer ' + fs.readFileSync('token', 'utf8').trim() };",
    },
    {
      file: 'a.py',
      bad: 'headers = {"Authorization": "Bearer " + open("token").read()}',
      fixed: 'headers = {"Authorization": "Bearer " + open("token").read().strip()}',
    },
    {
      file: 'a.rb',
      bad: 'headers = { "Authorization" => "Bearer " + File.read("token") }',
      fixed: 'headers = { "Authorization" => "Bearer " + File.read("token").strip }',
    },
    { file: 'a.tf', bad: 'request_headers = {\n  Authorization = "Bearer ${file("token")}"\n}' },
    { file: 'a.php', bad: "<?php $headers = ['Authorization' => 'Bearer ' . file_get_contents('token')];" },
    {
      file: 'a.go',
      bad: 'b, _ := os.ReadFile("token")\nreq.Header.Set("Authorization", "Bearer "+string(b))',
    },
    {
      file: 'a.kt',
      bad: 'request.header("Authorization", "Bearer " + File("token").readText())',
      fixed: 'request.header("Authorization", "Bearer " + File("token").readText().trim())',
    },
    {
      file: 'a.cs',
      bad: 'client.DefaultRequestHeaders.Add("Authorization", "Bearer " + File.ReadAllText("token"));',
      fixed: 'client.DefaultRequestHeaders.Add("Authorization", "Bearer " + File.ReadAllText("token").Trim());',
    },
    { file: 'b.py', good: 'token = open("token").read()\nheaders = {"Authorization": "Bearer " + token.strip()}' },
    { file: 'b.sh', good: 'curl -H "Authorization: Bearer $(cat token)" https://api.example.com/' },
  ],
  check(site, report) {
    for (const piece of ingredientsOf(site)) {
      const read = reads.find(entry => entry.languages.includes(site.language) && entry.reads.test(piece.source));
      if (!read || read.trims.test(piece.source)) continue;
      const fix = fixOf(site, piece, read);
      report({
        message: 'The file most likely ends with a line break, which no header may hold; trim what is read',
        span: piece.span,
        fixes: fix ? [fix] : [],
      });
    }
  },
};

function fixOf(site: Site, piece: OpaquePiece, read: FileRead): Fix | undefined {
  if (
    read.trim === undefined ||
    piece.interpolated ||
    site.nested ||
    !piece.source.endsWith(')') ||
    /^await /.test(piece.source)
  )
    return undefined;
  const at = piece.span.end;
  return { title: `Add "${read.trim}"`, safe: true, edits: [{ span: { start: at, end: at }, text: read.trim }] };
}
