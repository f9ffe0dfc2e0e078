import type { LanguageId } from '../languages.ts';
import type { LintFile } from '../rule.ts';
import { scanSegments, tokensIn } from '../scan.ts';
import type { Source } from '../site.ts';
import { type EntryMap, entriesOfTokens, type Node } from './entries.ts';
import { entriesOfYaml } from './yaml-entries.ts';

// The entries of a whole file in YAML or JSON, for rules about what no header shows.

/** A longer file is data, not something that people write. */
const longest = 1_000_000;

/** Every map of the file with the keys that lead to it. */
export function mapsOf(file: LintFile): { readonly map: EntryMap; readonly path: readonly string[] }[] {
  const found: { map: EntryMap; path: readonly string[] }[] = [];
  const visit = (node: Node, path: readonly string[]) => {
    if (node.kind === 'list') for (const item of node.items) visit(item, path);
    if (node.kind !== 'map') return;
    found.push({ map: node, path });
    for (const { key, value } of node.entries) visit(value, [...path, key]);
  };
  for (const root of rootsOf(file)) visit(root, []);
  return found;
}

function rootsOf({ language, text }: LintFile): Node[] {
  if (!isRead(language) || text.length > longest) return [];
  const segments = language === 'json' ? scanSegments(text, language) : [];
  const source: Source = { language, text, segments, nested: false, prose: false };
  return language === 'json'
    ? entriesOfTokens(source, tokensIn(text, segments, 0, text.length))
    : entriesOfYaml(source, 0, text.length);
}

function isRead(language: LanguageId): boolean {
  return language === 'json' || language === 'yaml';
}

/** What is wrong there needs no word of authorization: Secrets, how OpenAPI says to sign in, programs behind Apache. */
const marks: Readonly<Record<LanguageId, readonly string[]>> = {
  json: ['"Secret"', '"securitySchemes"', '"securityDefinitions"'],
  yaml: ['kind: Secret', 'securitySchemes:', 'securityDefinitions:'],
  nginx: ['WSGIScriptAlias', 'proxy:unix:', 'proxy:fcgi:'],
};

export function holdsSettings(text: string, language: LanguageId): boolean {
  return text.length <= longest && marks[language]?.some(mark => text.includes(mark)) === true;
}
