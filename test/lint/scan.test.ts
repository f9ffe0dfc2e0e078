import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanSegments } from '../../src/lint/scan.ts';

/** The strings and comments of a text in a language, as they are written. */
const written = (language: string, text: string) =>
  scanSegments(text, language).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'a template holds the strings of its interpolations',
    'javascript',
    'x = `a ${f("}")} b` + "c"',
    ['string `a ${f("}")} b`', 'string "c"'],
  ],
  [
    'a quote in a regular expression opens no string',
    'javascript',
    "s.replace(/'/g, 'x')",
    ["regex /'/", "string 'x'"],
  ],
  ['division is no regular expression', 'javascript', "a / b / c + 'x'", ["string 'x'"]],
  ['a string of one line ends with it', 'javascript', "don't\n'x'", ["string 't", "string 'x'"]],
  ['a template that nothing closes reaches to the end', 'javascript', 'x = `a\n"b"', ['string `a\n"b"']],
  ['a URL is no comment', 'javascript', "fetch('http://x') // y", ["string 'http://x'", 'comment // y']],
  [
    'letters before the quote belong to the string',
    'python',
    'x = rb"a\\" + f"{b}"',
    ['string rb"a\\" + f"', 'string "'],
  ],
  ['three quotes hold one', 'python', '"""a "b" c""" # d', ['string """a "b" c"""', 'comment # d']],
  ['a lifetime opens no string', 'rust', 'fn f<\'a>(x: &\'a str) { "b" }', ['string "b"']],
  ['a raw string takes no escape', 'go', '`a\\` + "b"', ['string `a\\`', 'string "b"']],
  ['a hash inside a word begins no comment', 'shell', 'echo a#b "c" # d', ['string "c"', 'comment # d']],
  ['a command substitution holds quotes of its own', 'shell', 'x="$(echo "a b")" y', ['string "$(echo "a b")"']],
  [
    'a here-document is one piece',
    'shell',
    'cat <<EOF\nit\'s\nEOF\necho "x"',
    ["heredoc <<EOF\nit's\nEOF", 'string "x"'],
  ],
  ['single quotes end at the next one', 'shell', "'a\\' b", ["string 'a\\'"]],
  [
    'quotes are doubled in a verbatim string',
    'csharp',
    'x = @"a ""b"" c" + "d"',
    ['string @"a ""b"" c"', 'string "d"'],
  ],
  ['an interpolation in Swift may hold quotes', 'swift', 'x = "a \\(f("b")) c"', ['string "a \\(f("b")) c"']],
  ['an attribute in PHP is no comment', 'php', "#[A('b')]\n# c", ["string 'b'", 'comment # c']],
  ['a here-string of PowerShell', 'powershell', '$x = @"\na "b"\n"@\n"c"', ['string @"\na "b"\n"@', 'string "c"']],
  [
    'long brackets in Lua',
    'lua',
    'x = [[a "b"]] --[[ c ]] "d"',
    ['string [[a "b"]]', 'comment --[[ c ]]', 'string "d"'],
  ],
];

for (const [title, language, text, expected] of cases) {
  test(title, () => assert.deepEqual(written(language, text), expected));
}
