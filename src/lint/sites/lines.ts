import type { Region } from '../regions.ts';
import { lineEnd, scanSegments } from '../scan.ts';
import type { LiteralPiece, Piece, Site, Source } from '../site.ts';
import { buildSite } from './build.ts';
import { headerLine } from './header-line.ts';

// Headers that are lines of their own: `.http` and `.rest` files, and the `http` fences of documents.

export function lineSites(text: string, region: Region): Site[] {
  const source: Source = {
    language: region.language,
    text,
    segments: scanSegments(text, 'http', 0, 0),
    nested: false,
    prose: region.prose,
  };
  const sites: Site[] = [];
  for (let start = region.start; start < region.end; start = lineEnd(text, start, region.end) + 1) {
    let end = lineEnd(text, start, region.end);
    while (end > start && /[\r \t]/.test(text.charAt(end - 1))) end--;
    const line = text.slice(start, end);
    if (/^\s*(?:#|\/\/)/.test(line)) continue;
    const header = headerLine(line);
    if (!header) continue;
    sites.push(
      buildSite(source, text, {
        form: 'line',
        name: line.slice(header.nameStart, header.nameEnd),
        nameSpan: { start: start + header.nameStart, end: start + header.nameEnd },
        separator: line.slice(header.nameEnd, header.valueStart),
        pieces: variablePieces(text, start + header.valueStart, end),
      }),
    );
  }
  return sites;
}

/** Text in which `{{name}}` is a variable of the tool. */
export function variablePieces(text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  const push = (to: number) => {
    if (to > from) pieces.push(plain(text, from, to));
  };
  for (let at = text.indexOf('{{', from); at >= 0 && at < end; at = text.indexOf('{{', from)) {
    const close = text.indexOf('}}', at);
    if (close < 0 || close + 2 > end) break;
    push(at);
    pieces.push({
      kind: 'opaque',
      source: text.slice(at, close + 2),
      span: { start: at, end: close + 2 },
      interpolated: true,
    });
    from = close + 2;
  }
  push(end);
  return pieces.length > 0 ? pieces : [plain(text, start, end)];
}

/** Text as it stands, without quotes or escapes. */
export function plain(text: string, start: number, end: number): LiteralPiece {
  return {
    kind: 'literal',
    text: text.slice(start, end),
    span: { start, end },
    offsets: Array.from({ length: end - start + 1 }, (_, i) => start + i),
    quote: '',
  };
}
