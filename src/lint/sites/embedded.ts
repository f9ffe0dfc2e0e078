import { type LanguageId, languageOf } from '../languages.ts';
import { scanSegments } from '../scan.ts';
import type { Source } from '../site.ts';
import { type EntryMap, entryOf, type Node, type Scalar, textOf } from './entries.ts';

// Programs in JSON, as strings of lines: the cells of a notebook, the scripts of a collection.

/** The programs in these trees, on the text that their strings evaluate to. */
export function embeddedSources(file: string, roots: readonly Node[]): Source[] {
  const sources: Source[] = [];
  const visit = (node: Node) => {
    if (node.kind === 'list') for (const item of node.items) if (item.kind !== 'scalar') visit(item);
    if (node.kind !== 'map') return;
    const program = programOf(file, node);
    if (program) sources.push(program);
    for (const { value } of node.entries) if (value.kind !== 'scalar') visit(value);
  };
  for (const root of roots) visit(root);
  return sources;
}

function programOf(file: string, map: EntryMap): Source | undefined {
  const [cell, script] = [entryOf(map, 'source')?.value, entryOf(map, 'exec')?.value];
  if (cell && textOf(map, 'cell_type') === 'code') return sourceOf(linesOf(cell), '', notebookLanguage(file));
  if (script && !/text\/(?!javascript)/.test(textOf(map, 'type'))) return sourceOf(linesOf(script), '\n', 'javascript');
  return undefined;
}

function linesOf(node: Node): Scalar[] {
  const lines = node.kind === 'list' ? node.items : [node];
  return lines.filter(line => line.kind === 'scalar');
}

function notebookLanguage(file: string): LanguageId {
  const name = /"language_info"\s{0,4}:\s{0,4}\{[^{}]{0,400}"name"\s{0,4}:\s{0,4}"(\w{1,30})"/.exec(
    file.slice(-4000),
  )?.[1];
  const known = name === undefined ? 'text' : languageOf('', name.toLowerCase());
  return known === 'text' ? 'python' : known;
}

function sourceOf(lines: readonly Scalar[], end: string, named: LanguageId): Source | undefined {
  let text = '';
  const offsets: number[] = [];
  for (const { pieces, span } of lines) {
    for (const piece of pieces) {
      text += piece.kind === 'opaque' ? piece.source : piece.text;
      if (piece.kind === 'literal') offsets.push(...piece.offsets.slice(0, -1));
      else for (let i = 0; i < piece.source.length; i++) offsets.push(piece.span.start + i);
    }
    text += end;
    for (let i = 0; i < end.length; i++) offsets.push(span.end);
  }
  if (text === '') return undefined;
  offsets.push(lines.at(-1)?.span.end ?? 0);
  const language = /^%%(?:bash|sh|script)\b/.test(text) ? 'shell' : named;
  const segments = scanSegments(text, language);
  return { language, text, segments, offsets, host: 'json', nested: false, prose: false };
}
