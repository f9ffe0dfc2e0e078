import { matchHeaderName } from '../header-name.ts';
import type { Region } from '../regions.ts';
import { lineEnd, scanSegments } from '../scan.ts';
import type { Site, Source } from '../site.ts';
import { buildSite } from './build.ts';
import { codeSites } from './code.ts';
import { headerLine } from './header-line.ts';
import { variablePieces } from './lines.ts';

// Bruno's `.bru` files: blocks of `name: value` lines, blocks of scripts, and `auth:bearer`, whose token has no scheme.

export function brunoSites(text: string, region: Region): Site[] {
  const source: Source = {
    language: 'bruno',
    text,
    segments: scanSegments(text, 'bruno', 0, 0),
    nested: false,
    prose: region.prose,
  };
  const sites: Site[] = [];
  let block = '';
  for (let start = region.start; start < region.end; start = lineEnd(text, start, region.end) + 1) {
    const end = lineEnd(text, start, region.end);
    const line = text.slice(start, end);
    const opens = /^([a-z][\w:-]*) *\{/.exec(line);
    if (opens) {
      block = opens[1] ?? '';
      if (/^(?:script|tests)/.test(block)) {
        const close = text.indexOf('\n}', end);
        const stop = close < 0 ? region.end : close;
        const script: Source = {
          ...source,
          language: 'javascript',
          segments: scanSegments(text, 'javascript', end, stop),
        };
        sites.push(...codeSites(script, text, end, stop));
        start = stop;
      }
      continue;
    }
    if (line.startsWith('}')) block = '';
    if (block === 'auth:apikey') {
      sites.push(...apiKey(source, start, end));
      continue;
    }
    if (/^\s*[~/]/.test(line) || /^(?:docs|body)/.test(block)) continue;
    const value = lineValue(text, start, end);
    const token = /^\s*token:\s*/.exec(line);
    if (block === 'auth:bearer' && token) {
      const nameStart = start + line.indexOf('token');
      sites.push(
        buildSite(source, text, {
          form: 'pair',
          name: 'Authorization',
          nameSpan: { start: nameStart, end: nameStart + 5 },
          helper: { name: 'auth:bearer', scheme: 'Bearer' },
          pieces: variablePieces(text, start + token[0].length, value.end),
        }),
      );
      continue;
    }
    const header = headerLine(line);
    if (!header || !line.slice(header.nameEnd, header.valueStart).includes(':')) continue;
    sites.push(
      buildSite(source, text, {
        form: 'line',
        name: line.slice(header.nameStart, header.nameEnd),
        nameSpan: { start: start + header.nameStart, end: start + header.nameEnd },
        separator: line.slice(header.nameEnd, header.valueStart),
        pieces: variablePieces(text, Math.max(value.start, start + header.valueStart), value.end),
      }),
    );
  }
  return sites;
}

/** `value: …` below `key: Authorization`, in a block of a key that any header may carry. */
function apiKey(source: Source, start: number, end: number): Site[] {
  const { text } = source;
  const value = /^\s*value:\s*(?=\S)/.exec(text.slice(start, end));
  const block = text.slice(text.lastIndexOf('{', start) + 1, start);
  const key = /^[ \t]{0,20}key:[ \t]{0,8}(\S{8,30})[ \t]{0,8}$/m.exec(block);
  if (!value || !key || !matchHeaderName(key[1] ?? '')) return [];
  const nameEnd = start - block.length + key.index + key[0].trimEnd().length;
  return [
    buildSite(source, text, {
      form: 'pair',
      name: key[1] ?? '',
      nameSpan: { start: nameEnd - (key[1] ?? '').length, end: nameEnd },
      pieces: variablePieces(text, start + value[0].length, lineValue(text, start, end).end),
    }),
  ];
}

/** The value of a line, without the quotes and the comma that saved examples have. */
function lineValue(text: string, start: number, end: number): { start: number; end: number } {
  const line = text.slice(start, end);
  const quoted = /:\s*"([^"]*)",?\s*$/.exec(line);
  if (!quoted) return { start, end: start + line.trimEnd().length };
  const from = start + line.indexOf('"', quoted.index) + 1;
  return { start: from, end: from + (quoted[1] ?? '').length };
}
