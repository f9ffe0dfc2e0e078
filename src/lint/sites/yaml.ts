import type { Span } from '../../text/span.ts';
import type { Region } from '../regions.ts';
import { sniff } from '../regions.ts';
import { lineEnd, scanSegments } from '../scan.ts';
import type { LiteralPiece, Piece, Site, Source } from '../site.ts';
import { buildSite } from './build.ts';
import { codeSites } from './code.ts';
import { headerLine, linePair } from './header-line.ts';
import { plain } from './lines.ts';
import { settingSites, withSettings } from './settings.ts';
import { hit, windowsOf } from './windows.ts';
import { blockEnd, entriesOfYaml } from './yaml-entries.ts';
import { scalar, variables } from './yaml-scalar.ts';

// Headers in YAML: keys with scalar values, list items that hold a whole header, and block scalars, whose text is in
// some language of its own. It reads lines and indentation; anchors, tags and merges change nothing for a header.

const keyed = /^([ \t]{0,80}(?:- {1,4}){0,3})(["']?)([A-Za-z][\w .-]{3,40}?:?)\2[ \t]{0,4}:[ \t]{1,8}/;
/** The end of a line that begins a block scalar: `key: |-`. */
const block = /:[ \t]?[ \t]?[|>][-+\d]?[-+\d]?$/;
/** Keys whose value is a bare token, because the scheme stands elsewhere, as in Prometheus. */
const tokenKey = /^(?:credentials|bearer_?token|bearertoken)$/i;

export function yamlSites(text: string, region: Region): Site[] {
  const source: Source = {
    language: 'yaml',
    text,
    segments: scanSegments(text, 'yaml', 0, 0),
    nested: false,
    prose: region.prose,
  };
  const sites: Site[] = [];
  for (let start = region.start; start < region.end; ) {
    const end = lineEnd(text, start, region.end);
    const line = text.slice(start, end);
    const opens = block.test(line.trimEnd().slice(-8));
    if (opens && !/^\s*#/.test(line)) {
      const stop = blockEnd(text, end + 1, region.end, indentOf(line));
      if (text.slice(start, stop).search(hit) >= 0)
        sites.push(...blockSites(text, end + 1, stop, region.prose, line, source));
      start = Math.max(stop, end + 1);
      continue;
    }
    if (line.search(hit) >= 0 && !/^\s*#/.test(line)) sites.push(...lineOf(source, start, end, line));
    start = end + 1;
  }
  const settings = windowsOf(source, region.start, region.end).flatMap(({ from, to }) =>
    settingSites(source, text, entriesOfYaml(source, from, to)),
  );
  return withSettings(sites, settings);
}

function lineOf(source: Source, start: number, end: number, line: string): Site[] {
  const { text } = source;
  // An object of a script: YAML has no back-ticks, and no comma at the end of a block's line.
  if (/^\s*(?:["'][\w-]+["']|\w+)\s*:\s.*(?:`,?|["'`)],)\s*$/.test(line) && !/[{[]\s*["']?\w+["']?:/.test(line))
    return codeOf(text, start, end, 'javascript', source.prose);
  const key = keyed.exec(line);
  const found = key?.[3] ?? '';
  const valueStart = start + (key?.[0].length ?? 0);
  if (key && tokenKey.test(found)) {
    const nameStart = start + (key[1] ?? '').length + (key[2] ?? '').length;
    const value = scalar(text, valueStart, end);
    const helper = { name: found, scheme: 'Bearer' };
    return [
      buildSite(source, text, {
        form: 'pair',
        name: 'Authorization',
        nameSpan: { start: nameStart, end: nameStart + found.length },
        helper,
        pieces: value,
      }),
    ];
  }
  const named = key
    ? headerLine(`${found.replace(/:$/, '')}: ${text.slice(valueStart, valueStart + 12).replace(/^["']/, '')}`)
    : undefined;
  if (key && named) {
    const nameStart = start + (key[1] ?? '').length + (key[2] ?? '').length;
    const value = scalar(text, valueStart, end);
    return [
      buildSite(source, text, {
        form: 'pair',
        name: found,
        nameSpan: { start: nameStart, end: nameStart + found.length },
        pieces: value,
      }),
    ];
  }
  const item = /^\s*(?:- +|[\w.-]+: +)/.exec(line);
  const pieces = item ? scalar(text, start + item[0].length, end) : [];
  const json = item ? quotedJson(text, start + item[0].length, end) : undefined;
  if (json) return codeOf(text, json.start, json.end, 'json', source.prose);
  const [first] = pieces;
  const header = first?.kind === 'literal' ? headerLine(first.text) : undefined;
  if (first?.kind === 'literal' && header && header.nameStart === 0) {
    return [buildSite(source, text, { ...linePair(pieces, first, header), form: 'argument', callee: '-H' })];
  }
  return otherCode(text, start, end, source.prose);
}

/** `'{"Authorization": "…"}'`: an object in a string. */
function quotedJson(text: string, start: number, end: number): Span | undefined {
  const close = text.slice(start, end).trimEnd().length + start - 1;
  return /^'\s*\{\s*"/.test(text.slice(start, end)) && text.charAt(close) === "'"
    ? { start: start + 1, end: close }
    : undefined;
}

/** A line that is neither key nor item: a command, or an object in braces. */
function otherCode(text: string, start: number, end: number, prose: boolean): Site[] {
  const line = text.slice(start, end);
  const language = /(?:^|\s)(?:-H|--header|-u|curl|echo|export)\b/.test(line)
    ? 'shell'
    : /[{=]/.test(line)
      ? 'text'
      : undefined;
  if (language === undefined) return [];
  const from = language === 'shell' ? start + commandStart(line) : start;
  return codeOf(text, from, end, language, prose || language === 'text');
}

/** Where a command begins in a line of YAML: after the dash and the key, unless quotes hold both. */
function commandStart(line: string): number {
  const key = /^[ \t]{0,80}(?:- {1,8})?(?:[\w-]{1,60}: {1,8})?/.exec(line)?.[0] ?? '';
  const rest = line.slice(key.length);
  const [head = ''] = rest.split(':', 1);
  return !/["']/.test(rest) || /\b(?:curl|wget|http|echo|export|[A-Z_]{1,60}=)/.test(head) ? key.length : 0;
}

function codeOf(text: string, start: number, end: number, language: string, prose: boolean): Site[] {
  const segments = scanSegments(text, language, start, end);
  const source: Source = { language, text, segments, host: 'yaml', nested: false, prose };
  return codeSites(source, text, start, end);
}

function blockSites(text: string, start: number, end: number, prose: boolean, head: string, yaml: Source): Site[] {
  const body = text.slice(start, end);
  if (/^\s*["']?(?:Authorization|token|credentials|bearer_token)["']?\s*:/i.test(head))
    return [blockValue(text, start, end, head, yaml)];
  const language = sniff(
    body,
    /\b(?:run|script|command|args|bash|before_script|after_script|inlineScript)\s*:/i.test(head) ? 'shell' : 'text',
  );
  const source: Source = {
    language,
    text,
    segments: scanSegments(text, language, start, end),
    host: 'yaml',
    nested: false,
    prose: prose || language === 'text',
  };
  return codeSites(source, text, start, end);
}

/** A block scalar as the value: it ends with a line break unless its mark has a minus. */
function blockValue(text: string, start: number, end: number, head: string, yaml: Source): Site {
  const nameStart = start - head.length - 1 + (/[A-Za-z]/.exec(head)?.index ?? 0);
  const name = /[A-Za-z_-]+/.exec(head)?.[0] ?? '';
  const from = start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const to = start + text.slice(start, end).trimEnd().length;
  const keeps = !/[|>]\d*-/.test(head) && /^[^\n]*$/.test(text.slice(from, to));
  const value: Piece[] = [...variables(text, from, to)];
  if (keeps && /^\s*["']?(?:Authorization|credentials|bearer_token)/i.test(head)) {
    value.push({ ...plain(text, to, to), text: '\n', offsets: [to, to] } as LiteralPiece);
  }
  const helper = /authorization/i.test(name) ? {} : { helper: { name, scheme: 'Bearer' } };
  return buildSite(yaml, text, {
    form: 'pair',
    name: 'Authorization',
    nameSpan: { start: nameStart, end: nameStart + name.length },
    ...helper,
    pieces: value,
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
