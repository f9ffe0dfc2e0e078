import type { Span } from '../text/span.ts';
import type { LanguageId } from './languages.ts';
import { languageOf } from './languages.ts';
import { lineEnd } from './scan.ts';

// Which parts of a file are in which language: code fences and spans in documents, scripts in markup. A file in one
// language is one region.

export interface Region extends Span {
  /** `code` is read as tokens, `lines` line by line. */
  readonly kind: 'code' | 'lines' | 'yaml' | 'bruno';
  readonly language: LanguageId;
  /** The format around it, where tools of that format fill in text before the language reads it. */
  readonly host?: LanguageId;
  /** Documentation: placeholders are meant, and a reader rather than a machine runs it. */
  readonly prose: boolean;
}

/** The regions of a text; of a document, those that begin between `from` and `to`. */
export function regionsOf(text: string, language: LanguageId, from = 0, to = text.length): Region[] {
  switch (language) {
    case 'markdown':
    case 'text':
      return documentRegions(text, from, to);
    case 'markup':
      return markupRegions(text);
    case 'dockerfile':
      return dockerRegions(text);
    case 'makefile':
      return [{ ...region('shell', 0, text.length, false), host: 'makefile' }];
    case 'php':
      return phpRegions(text);
    default:
      return [region(language, 0, text.length, false)];
  }
}

const kinds: Readonly<Record<LanguageId, Region['kind']>> = { http: 'lines', yaml: 'yaml', bruno: 'bruno' };

function region(language: LanguageId, start: number, end: number, prose: boolean): Region {
  return { kind: kinds[language] ?? 'code', language, start, end, prose };
}

const fence = /^[ \t>*-]{0,20}(`{3,}|~{3,}|-{4,20}$|\.\. code-block::|\[source,)[ \t]{0,4}\{?\.?([\w+#-]{0,30})/;

/** Fences in the language they name, indented code, command lines and code spans that are commands. Prose is left out. */
function documentRegions(text: string, from: number, to: number): Region[] {
  const regions: Region[] = [];
  let open: { mark: string; language: string; start: number } | undefined;
  let named = '';
  for (let start = 0; start < to; start = lineEnd(text, start) + 1) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    const match = fence.exec(line);
    if (match?.[1]?.startsWith('[') || match?.[1]?.startsWith('..')) {
      named = match[2] ?? '';
      continue;
    }
    if (open) {
      if (match?.[1]?.startsWith(open.mark)) {
        regions.push(...fenceRegions(text, open.language, open.start, start));
        open = undefined;
      }
      continue;
    }
    if (match) {
      open = {
        mark: (match[1] ?? '').slice(0, 3),
        language: (match[2] || named).toLowerCase(),
        start: Math.min(end + 1, text.length),
      };
      named = '';
      continue;
    }
    if (end < from) continue;
    if (isCommand(line)) regions.push(region(/\^"/.test(line) ? 'batch' : 'shell', start, end, true));
    else regions.push(...spanRegions(line, start));
    if (/^(?: {4,}|\t)\S/.test(line) && !isCommand(line)) regions.push(region('text', start, end, true));
  }
  if (open) regions.push(...fenceRegions(text, open.language, open.start, Math.max(open.start, to)));
  return regions;
}

/** A line that sends a header from a command line, wherever it stands. */
function isCommand(line: string): boolean {
  return /(?:^|\s)(?:-H|--header)[ =]\\?\^?["']/.test(line) && !/`/.test(line);
}

function spanRegions(line: string, offset: number): Region[] {
  const found: Region[] = [];
  for (const match of line.matchAll(/`([^`\n]{10,400})`/g)) {
    const inner = match[1] ?? '';
    if (/^(?:\$ )?[\w./-]+ .*(?:-H|--header|-u)[ =]/.test(inner)) {
      const start = offset + match.index + 1;
      found.push(region('shell', start, start + inner.length, true));
    }
  }
  return found;
}

/** What a fence calls its language, where that is no file ending. */
const fenceNames: Readonly<Record<string, LanguageId>> = {
  javascript: 'javascript',
  typescript: 'javascript',
  node: 'javascript',
  python: 'python',
  python3: 'python',
  golang: 'go',
  kotlin: 'kotlin',
  csharp: 'csharp',
  'c#': 'csharp',
  ruby: 'ruby',
  rust: 'rust',
  elixir: 'elixir',
  perl: 'perl',
  powershell: 'powershell',
  pwsh: 'powershell',
  shell: 'shell',
  console: 'shell',
  'shell-session': 'shell',
  terminal: 'shell',
  curl: 'shell',
  objc: 'objective-c',
  'objective-c': 'objective-c',
  http: 'http',
  rest: 'http',
  yaml: 'yaml',
  terraform: 'terraform',
  dockerfile: 'dockerfile',
  julia: 'julia',
  haskell: 'haskell',
  clojure: 'clojure',
  erlang: 'erlang',
  'c++': 'c',
};

function fenceRegions(text: string, named: string, start: number, end: number): Region[] {
  const known = Object.hasOwn(fenceNames, named)
    ? fenceNames[named]
    : named === ''
      ? undefined
      : languageOf(`a.${named}`);
  if (known !== undefined && known !== 'markdown' && known !== 'text') return [region(known, start, end, true)];
  return [region(sniff(text.slice(start, Math.min(end, start + 2000)), 'text'), start, end, true)];
}

/** The language of a piece of code that nothing names, where its words tell. */
export function sniff(body: string, otherwise: LanguageId): LanguageId {
  if (/^[ \t]{0,40}(?:\$ )?(?:curl|wget|https?|xh|export) /m.test(body) || body.split('\n').some(isCommand))
    return 'shell';
  if (/^[ \t]{0,40}(?:\$\w{1,60} = |Invoke-|Write-Host)|@\{/m.test(body)) return 'powershell';
  if (
    /^[ \t]{0,40}(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S/m.test(body) ||
    /^[ \t]{0,40}Authorization:/im.test(body)
  )
    return 'http';
  if (/^[ \t]{0,40}(?:import \w{1,60}$|from \w{1,60} import|def \w{1,60}\(|\w{1,60} = requests\.)/m.test(body))
    return 'python';
  if (/\b(?:const|let|var) \w+ =|\bawait |=> \{|require\(/.test(body)) return 'javascript';
  return otherwise;
}

/** A Dockerfile is shell, but for the commands that are written as JSON lists: no shell reads those. */
function dockerRegions(text: string): Region[] {
  const regions: Region[] = [];
  let from = 0;
  for (const match of text.matchAll(/^[ \t]{0,20}(?:CMD|ENTRYPOINT|RUN)[ \t]{1,8}\[.{0,2000}$/gm)) {
    if (match.index > from) regions.push(region('shell', from, match.index, false));
    regions.push(region('json', match.index, match.index + match[0].length, false));
    from = match.index + match[0].length;
  }
  regions.push(region('shell', from, text.length, false));
  return regions;
}

/** Between `<?php` and `?>`; the scripts of the page around it where PHP writes nothing into them. */
function phpRegions(text: string): Region[] {
  const pages = /\?>/.test(text) && /<\?/.test(text);
  if (!pages) return [region('php', 0, text.length, false)];
  const found: Region[] = [];
  for (let open = text.indexOf('<?'); open >= 0; ) {
    const close = text.indexOf('?>', open);
    const end = close < 0 ? text.length : close;
    found.push(region('php', open, end, false));
    open = close < 0 ? -1 : text.indexOf('<?', close);
  }
  const scripts = /<script\b/i.test(text) ? markupRegions(text) : [];
  return [...found, ...scripts.filter(script => !text.slice(script.start, script.end).includes('<?'))];
}

/** The scripts of a page or component. */
function markupRegions(text: string): Region[] {
  const found: Region[] = [];
  for (const match of text.matchAll(/<script\b[^<>]{0,200}>/gi)) {
    const start = match.index + match[0].length;
    const close = text.indexOf('</script', start);
    found.push(region('javascript', start, close < 0 ? text.length : close, false));
  }
  for (const match of text.matchAll(/\s(?:[:@]|v-bind:|v-on:|x-data=|\[)[\w.:-]{0,60}\]?=?"([^"]{8,4000})"/g)) {
    const start = match.index + match[0].length - 1 - (match[1] ?? '').length;
    found.push(region('javascript', start, start + (match[1] ?? '').length, false));
  }
  if (/^---\r?\n/.test(text)) {
    const close = text.indexOf('\n---', 4);
    if (close > 0) found.push(region('javascript', 4, close, false));
  }
  // A fragment of a script has no tags.
  return found.length > 0 || /<\w+[\s>]/.test(text) ? found : [region('javascript', 0, text.length, false)];
}
