// How the strings, comments and joins of each language look. The scanner knows nothing else about a language: whoever
// adds one adds a row here.

/** The languages whose strings, comments and joins the scanner knows. */
export type LanguageId = string;

/** How a string takes in a value: `$name`, `${…}`, `#{…}`, `{…}`, `\(…)`, `$(…)` or back-ticks. */
export type Interpolation = '$name' | '${' | '#{' | '{' | '\\(' | '$(' | '`' | '@{';

export interface StringForm {
  readonly open: string;
  readonly close: string;
  /** What takes away the meaning of the next character; `double` writes the quote twice. */
  readonly escape?: '\\' | '`' | 'double' | '^';
  readonly interpolates?: readonly Interpolation[];
  readonly multiline?: true;
  /** Reaches to the end where nothing closes it, as in a fragment of code; others then open no string. */
  readonly openEnded?: true;
  /** Holds one character: a lifetime or an apostrophe opens no string. */
  readonly character?: true;
}

export interface Language {
  readonly id: LanguageId;
  readonly extensions: readonly string[];
  /** Longest opening first. */
  readonly strings: readonly StringForm[];
  /** Letters right before the quote that switch interpolation on, with what they switch on. */
  readonly interpolatingPrefix?: { readonly letters: RegExp; readonly interpolates: readonly Interpolation[] };
  /** Letters right before the quote that switch escapes off. */
  readonly rawPrefix?: RegExp;
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [string, string])[];
  /** Operators that join strings. */
  readonly joins: readonly string[];
  /** Two literals side by side are one. */
  readonly adjacent?: true;
  /** `/…/` may be a regular expression. */
  readonly regex?: true;
  /** How a value is put into a string, to name in a fix: `f`, back-ticks, double quotes … */
  readonly remedy?: 'back-ticks' | 'double-quotes' | 'prefix-f' | 'prefix-$' | 'prefix-s' | 'format!';
}

const c = { lineComments: ['//'], blockComments: [['/*', '*/']] } as const;
const hash = { lineComments: ['#'], blockComments: [] } as const;
const double: StringForm = { open: '"', close: '"', escape: '\\' };
const single: StringForm = { open: "'", close: "'", escape: '\\' };
const character: StringForm = { open: "'", close: "'", escape: '\\', character: true };
const tripleDouble: StringForm = { open: '"""', close: '"""', escape: '\\', multiline: true, openEnded: true };
const tripleSingle: StringForm = { open: "'''", close: "'''", escape: '\\', multiline: true, openEnded: true };
const rawBacktick: StringForm = { open: '`', close: '`', multiline: true };
const template: StringForm = {
  open: '`',
  close: '`',
  escape: '\\',
  multiline: true,
  openEnded: true,
  interpolates: ['${'],
};
const dollars: readonly Interpolation[] = ['${', '$name'];

export const languages: readonly Language[] = [
  {
    id: 'javascript',
    extensions: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'tsx', 'mts', 'cts', 'es6', 'gs'],
    strings: [template, double, single],
    ...c,
    joins: ['+'],
    regex: true,
    remedy: 'back-ticks',
  },
  {
    id: 'python',
    extensions: ['py', 'pyi', 'pyw', 'ipynb-python', 'bzl', 'star'],
    strings: [tripleDouble, tripleSingle, double, single],
    interpolatingPrefix: { letters: /[ft]/i, interpolates: ['{'] },
    rawPrefix: /r/i,
    ...hash,
    joins: ['+'],
    adjacent: true,
    remedy: 'prefix-f',
  },
  { id: 'go', extensions: ['go'], strings: [rawBacktick, double, character], ...c, joins: ['+'] },
  { id: 'java', extensions: ['java'], strings: [tripleDouble, double, character], ...c, joins: ['+'] },
  {
    id: 'kotlin',
    extensions: ['kt', 'kts'],
    strings: [
      { open: '"""', close: '"""', multiline: true, interpolates: dollars },
      { ...double, interpolates: dollars },
      character,
    ],
    ...c,
    joins: ['+'],
  },
  {
    id: 'scala',
    extensions: ['scala', 'sc', 'sbt'],
    strings: [{ open: '"""', close: '"""', multiline: true }, double, character],
    interpolatingPrefix: { letters: /^(?:s|f|raw|uri|url|json)$/, interpolates: dollars },
    ...c,
    joins: ['+', '++'],
    remedy: 'prefix-s',
  },
  {
    id: 'groovy',
    extensions: ['groovy', 'gradle', 'jenkinsfile', 'gvy'],
    strings: [
      { open: '"""', close: '"""', escape: '\\', multiline: true, interpolates: dollars },
      tripleSingle,
      { ...double, interpolates: dollars },
      single,
    ],
    ...c,
    joins: ['+'],
    regex: true,
    remedy: 'double-quotes',
  },
  {
    id: 'csharp',
    extensions: ['cs', 'csx', 'cshtml', 'razor', 'fs', 'fsx', 'vb'],
    strings: [{ open: '"""', close: '"""', multiline: true }, double, character],
    interpolatingPrefix: { letters: /\$/, interpolates: ['{'] },
    rawPrefix: /@/,
    ...c,
    joins: ['+', '&'],
    remedy: 'prefix-$',
  },
  {
    id: 'php',
    extensions: ['php', 'phtml', 'php3', 'php5', 'inc', 'phpt'],
    strings: [
      { ...double, multiline: true, interpolates: ['${', '$name'] },
      { ...single, multiline: true },
    ],
    lineComments: ['//', '#'],
    blockComments: [['/*', '*/']],
    joins: ['.'],
    remedy: 'double-quotes',
  },
  {
    id: 'ruby',
    extensions: ['rb', 'rake', 'gemspec', 'ru', 'cr', 'podspec', 'gemfile', 'rakefile', 'fastfile', 'vagrantfile'],
    strings: [
      { ...double, multiline: true, interpolates: ['#{'] },
      { ...single, multiline: true },
    ],
    lineComments: ['#'],
    blockComments: [['\n=begin', '\n=end']],
    joins: ['+', '<<'],
    adjacent: true,
    regex: true,
    remedy: 'double-quotes',
  },
  {
    id: 'rust',
    extensions: ['rs'],
    strings: [
      { open: '##"', close: '"##', multiline: true },
      { open: '#"', close: '"#', multiline: true },
      { ...double, multiline: true },
      character,
    ],
    rawPrefix: /r$/,
    ...c,
    joins: ['+'],
    remedy: 'format!',
  },
  {
    id: 'swift',
    extensions: ['swift'],
    strings: [
      { open: '"""', close: '"""', escape: '\\', multiline: true, interpolates: ['\\('] },
      { open: '#"', close: '"#' },
      { ...double, interpolates: ['\\('] },
    ],
    ...c,
    joins: ['+'],
  },
  {
    id: 'dart',
    extensions: ['dart'],
    strings: [
      { open: '"""', close: '"""', escape: '\\', multiline: true, interpolates: dollars },
      { open: "'''", close: "'''", escape: '\\', multiline: true, interpolates: dollars },
      { ...double, interpolates: dollars },
      { ...single, interpolates: dollars },
    ],
    rawPrefix: /r$/,
    ...c,
    joins: ['+'],
    adjacent: true,
  },
  {
    id: 'elixir',
    extensions: ['ex', 'exs', 'eex', 'heex', 'leex'],
    strings: [
      { open: '"""', close: '"""', escape: '\\', multiline: true, interpolates: ['#{'] },
      { ...double, multiline: true, interpolates: ['#{'] },
      { ...single, interpolates: ['#{'] },
    ],
    ...hash,
    joins: ['<>', '++'],
  },
  {
    id: 'perl',
    extensions: ['pl', 'pm', 't', 'psgi', 'cgi'],
    strings: [
      { ...double, multiline: true, interpolates: ['${', '$name', '@{'] },
      { ...single, multiline: true },
    ],
    ...hash,
    joins: ['.'],
    remedy: 'double-quotes',
  },
  {
    id: 'lua',
    extensions: ['lua', 'luau', 'rockspec'],
    strings: [
      { open: '[[', close: ']]', multiline: true },
      { open: '[=[', close: ']=]', multiline: true },
      double,
      single,
    ],
    lineComments: ['--'],
    blockComments: [['--[[', ']]']],
    joins: ['..'],
  },
  { id: 'r', extensions: ['r', 'rmd-r'], strings: [double, single], ...hash, joins: [] },
  {
    id: 'julia',
    extensions: ['jl'],
    strings: [tripleDouble, { ...double, interpolates: ['$name', '$('] }],
    ...hash,
    joins: ['*'],
  },
  {
    id: 'shell',
    extensions: [
      'sh',
      'bash',
      'zsh',
      'ksh',
      'fish',
      'bats',
      'envrc',
      'command',
      'makefile',
      'mk',
      'justfile',
      'procfile',
    ],
    strings: [
      { open: "$'", close: "'", escape: '\\', multiline: true },
      { open: '"', close: '"', escape: '\\', multiline: true, interpolates: ['${', '$(', '$name', '`'] },
      { open: "'", close: "'", multiline: true },
    ],
    ...hash,
    joins: [],
    remedy: 'double-quotes',
  },
  {
    id: 'powershell',
    extensions: ['ps1', 'psm1', 'psd1'],
    strings: [
      { open: '@"', close: '\n"@', multiline: true, interpolates: ['$(', '${', '$name'] },
      { open: "@'", close: "\n'@", multiline: true },
      { open: '"', close: '"', escape: '`', multiline: true, interpolates: ['$(', '${', '$name'] },
      { open: "'", close: "'", escape: 'double', multiline: true },
    ],
    lineComments: ['#'],
    blockComments: [['<#', '#>']],
    joins: ['+'],
    remedy: 'double-quotes',
  },
  {
    id: 'batch',
    extensions: ['bat', 'cmd'],
    strings: [
      { open: '^"', close: '^"' },
      { open: '"', close: '"' },
    ],
    lineComments: ['REM ', 'rem ', '::'],
    blockComments: [],
    joins: [],
  },
  {
    id: 'objective-c',
    extensions: ['m', 'mm', 'h'],
    strings: [double, character],
    ...c,
    joins: ['+'],
    adjacent: true,
  },
  {
    id: 'c',
    extensions: ['c', 'cc', 'cpp', 'cxx', 'hpp', 'hh', 'hxx', 'ino', 'zig', 'd', 'nim', 'v'],
    strings: [{ open: 'R"(', close: ')"', multiline: true }, double, character],
    ...c,
    joins: ['+'],
    adjacent: true,
  },
  {
    id: 'json',
    extensions: ['json', 'jsonc', 'json5', 'har', 'code-workspace', 'webmanifest', 'postman_collection', 'ipynb'],
    strings: [double],
    ...c,
    joins: [],
  },
  {
    id: 'terraform',
    extensions: ['tf', 'tfvars', 'hcl', 'nomad'],
    strings: [{ ...double, interpolates: ['${'] }],
    lineComments: ['#', '//'],
    blockComments: [['/*', '*/']],
    joins: [],
  },
  {
    id: 'haskell',
    extensions: ['hs', 'elm', 'purs'],
    strings: [double, character],
    lineComments: ['--'],
    blockComments: [['{-', '-}']],
    joins: ['++', '<>'],
  },
  {
    id: 'erlang',
    extensions: ['erl', 'hrl'],
    strings: [double],
    lineComments: ['%'],
    blockComments: [],
    joins: ['++'],
    adjacent: true,
  },
  {
    id: 'ocaml',
    extensions: ['ml', 'mli'],
    strings: [double, character],
    lineComments: [],
    blockComments: [['(*', '*)']],
    joins: ['^'],
  },
  {
    id: 'clojure',
    extensions: ['clj', 'cljs', 'cljc', 'edn', 'el', 'lisp', 'scm', 'rkt'],
    strings: [{ ...double, multiline: true }],
    lineComments: [';'],
    blockComments: [],
    joins: [],
  },
  {
    id: 'sql',
    extensions: ['sql', 'cls', 'apex', 'bas', 'vbs', 'abap'],
    strings: [double, { open: "'", close: "'", escape: 'double' }],
    lineComments: ['--', '//'],
    blockComments: [['/*', '*/']],
    joins: ['||', '+', '&'],
  },
  {
    id: 'nginx',
    extensions: ['conf', 'nginx', 'vhost', 'htaccess', 'caddyfile'],
    strings: [
      { ...double, interpolates: dollars },
      { ...single, interpolates: dollars },
    ],
    ...hash,
    joins: [],
  },
  {
    id: 'toml',
    extensions: ['toml', 'ini', 'cfg', 'properties', 'service', 'jmx'],
    strings: [tripleDouble, tripleSingle, double, { open: "'", close: "'" }],
    ...hash,
    joins: [],
  },
];

/** Formats whose structure is lines or markup; `sites.ts` hands each to the file that reads it. */
const formats: Record<string, LanguageId> = {
  http: 'http',
  rest: 'http',
  bru: 'bruno',
  yaml: 'yaml',
  yml: 'yaml',
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  adoc: 'markdown',
  rst: 'markdown',
  qmd: 'markdown',
  rmd: 'markdown',
  vue: 'markup',
  svelte: 'markup',
  astro: 'markup',
  html: 'markup',
  htm: 'markup',
  erb: 'markup',
  env: 'env',
  dockerfile: 'dockerfile',
  containerfile: 'dockerfile',
  txt: 'text',
  snap: 'text',
  vcl: 'c',
};

/** What editors call the languages, where that differs from ours. */
const editorIds: Record<string, LanguageId> = {
  typescript: 'javascript',
  javascriptreact: 'javascript',
  typescriptreact: 'javascript',
  shellscript: 'shell',
  cpp: 'c',
  'objective-cpp': 'objective-c',
  jsonc: 'json',
  json5: 'json',
  jsonl: 'json',
  makefile: 'shell',
  fsharp: 'csharp',
  vb: 'csharp',
  vue: 'markup',
  svelte: 'markup',
  astro: 'markup',
  html: 'markup',
  mdx: 'markdown',
  restructuredtext: 'markdown',
  asciidoc: 'markdown',
  dotenv: 'env',
  bat: 'batch',
  hcl: 'terraform',
  dockercompose: 'yaml',
  'github-actions-workflow': 'yaml',
  ini: 'toml',
  properties: 'toml',
  plaintext: 'text',
  crystal: 'ruby',
};

const byId = new Map(languages.map(language => [language.id, language]));
const byExtension = new Map(languages.flatMap(language => language.extensions.map(e => [e, language.id] as const)));
const formatIds = new Set(Object.values(formats));

/** Anything else: strings in either quotes, no comments, no joins. */
export const generic: Language = {
  id: 'text',
  extensions: [],
  strings: [double, single],
  lineComments: [],
  blockComments: [],
  joins: ['+', '.'],
};

export function languageById(id: LanguageId): Language {
  return byId.get(id) ?? generic;
}

/** The language of a file, from the editor's word for it, else from its name. */
export function languageOf(file: string, editorId?: string): LanguageId {
  if (editorId !== undefined) {
    if (byId.has(editorId) || formatIds.has(editorId)) return editorId;
    const known = editorIds[editorId];
    if (known !== undefined && known !== 'text') return known;
  }
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^\.env\b|\.env$/.test(name)) return 'env';
  if (/^(?:docker|container)file\b/.test(name)) return 'dockerfile';
  if (/^nginx.*\.conf$|^\.htaccess$|^httpd.*\.conf$/.test(name)) return 'nginx';
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return byExtension.get(extension) ?? formats[extension] ?? 'text';
}
