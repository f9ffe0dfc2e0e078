import { generic, languages } from './language-table.ts';

// How the strings, comments and joins of each language look. The scanner knows nothing else about a language: whoever
// adds one adds a row here.

/** The languages whose strings, comments and joins the scanner knows. */
export type LanguageId = string;

/** How a string takes in a value: `$name`, `${…}`, `#{…}`, `{…}`, `\(…)`, `$(…)` or back-ticks. */
export type Interpolation = '$name' | '${' | '#{' | '{' | '\\(' | '$(' | '`' | '@{' | '$$(' | '$${' | '$$name';

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

/** Formats whose structure is lines or markup; `sites.ts` hands each to the file that reads it. */
const formats: Record<string, LanguageId> = {
  http: 'http',
  rest: 'http',
  hurl: 'http',
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
  if (/^(?:gnu)?makefile\b|\.mk$/.test(name)) return 'makefile';
  if (name.endsWith('.blade.php')) return 'markup';
  if (/^\.env\b|\.env$/.test(name)) return 'env';
  if (/^(?:docker|container)file\b/.test(name)) return 'dockerfile';
  if (/^nginx.*\.conf$|^\.htaccess$|^httpd.*\.conf$/.test(name)) return 'nginx';
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return byExtension.get(extension) ?? formats[extension] ?? 'text';
}
