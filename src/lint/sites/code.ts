import { scanSegments, type Token, tokensIn } from '../scan.ts';
import type { Site, Source } from '../site.ts';
import { buildSite, type Found } from './build.ts';
import { commandSites } from './command.ts';
import { embeddedSources } from './embedded.ts';
import { entriesOfTokens } from './entries.ts';
import { Finder } from './finder.ts';
import { settingSites, withSettings } from './settings.ts';
import { commandLines, windowsOf } from './windows.ts';

// Headers in program text: keys and their values, header lines in strings, helpers that add a scheme, and values that
// begin with a scheme where no name is in sight.

/** Without one of these keys, name and value stand as programs write them. */
const settingWords =
  /"(?:bearer|apikey|oauth2|auth|authentication|authorization|exec|cell_type|jsonData)"\s{0,8}:|"(?:key|name|header)"\s{0,8}:\s{0,8}"[\s\w-]{0,8}auth|headers?\.authori/i;

export function codeSites(source: Source, file: string, from = 0, to = source.text.length): Site[] {
  const sites: Site[] = [];
  const settings: Site[] = [];
  const report = (found: Found) => sites.push(buildSite(source, file, found));
  const lines = commandLines(source, from, to);
  for (const line of lines) {
    const shell = { ...source, language: 'shell', segments: scanSegments(source.text, 'shell', line.start, line.end) };
    sites.push(...codeSites(shell, file, line.start, line.end));
  }
  const inLine = (token: Token) => lines.some(line => token.start >= line.start && token.start < line.end);
  for (const window of windowsOf(source, from, to)) {
    const tokens = tokensIn(source.text, source.segments, window.from, window.to);
    const finder = new Finder(
      source,
      lines.length > 0 ? tokens.filter(token => !inLine(token)) : tokens,
      window.hits,
      report,
    );
    finder.run();
    for (const segment of finder.commands) sites.push(...commandSites(source, file, segment));
    if (source.language !== 'json' || !settingWords.test(source.text.slice(window.from, window.to))) continue;
    const entries = entriesOfTokens(source, tokens);
    settings.push(...settingSites(source, file, entries));
    for (const program of embeddedSources(file, entries)) settings.push(...codeSites(program, file));
  }
  // The strings of a notebook are its cells, and what they printed.
  return withSettings(source.language === 'json' && file.includes('"cell_type"') ? [] : sites, settings);
}
