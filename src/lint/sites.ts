import { languageOf } from './languages.ts';
import { type Region, regionsOf } from './regions.ts';
import { lineEnd, lineStart, scanSegments } from './scan.ts';
import { noteEdit, segmentsOfFile } from './segments-of-file.ts';
import type { Site, Source } from './site.ts';
import { brunoSites } from './sites/bruno.ts';
import { codeSites } from './sites/code.ts';
import { lineSites } from './sites/lines.ts';
import { hit } from './sites/windows.ts';
import { yamlSites } from './sites/yaml.ts';

// Where headers occur in source text. This folder knows how programs, command lines and configuration files write a
// header; it does not know what a good value is.

export interface SiteOptions {
  readonly file: string;
  readonly languageId?: string;
  /** Where an edit was: only headers near it are wanted. */
  readonly from?: number;
  readonly to?: number;
}

/** A header that an edit touches begins and ends no further from it. */
const reach = 4000;

const readers: Readonly<Partial<Record<Region['kind'], (text: string, region: Region) => Site[]>>> = {
  lines: lineSites,
  yaml: yamlSites,
  bruno: brunoSites,
};

/** Every Authorization header that a text writes, in order. Costs one pass of one pattern where there is none. */
export function findSites(text: string, options: SiteOptions): Site[] {
  const from = options.from === undefined ? 0 : lineStart(text, Math.max(0, options.from - reach));
  const to = options.to === undefined ? text.length : lineEnd(text, Math.min(text.length, options.to + reach));
  if (text.slice(from, to).search(hit) < 0) {
    if (options.from !== undefined) noteEdit(options.file, text);
    return [];
  }
  const sites: Site[] = [];
  for (const region of regionsOf(text, languageOf(options.file, options.languageId), from, to)) {
    const start = Math.max(region.start, from);
    const end = Math.min(region.end, to);
    if (start >= end || text.slice(start, end).search(hit) < 0) continue;
    const read = readers[region.kind];
    if (read) {
      sites.push(...read(text, { ...region, start: region.kind === 'lines' ? start : topLevel(text, start), end }));
      continue;
    }
    const scanned = region.host ?? region.language;
    const whole = region.start === 0 && region.end === text.length;
    const source: Source = {
      language: region.language,
      text,
      segments: whole
        ? segmentsOfFile(options.file, text, scanned)
        : scanSegments(text, scanned, region.start, region.end),
      ...(region.host === undefined ? {} : { host: region.host }),
      nested: false,
      prose: region.prose,
    };
    sites.push(...codeSites(source, text, start, end));
  }
  return sites.sort((a, b) => a.valueSpan.start - b.valueSpan.start);
}

/** The last line before `at` that is not indented: what is above it does not tell how to read what is below. */
function topLevel(text: string, at: number): number {
  for (let start = at; start > 0; start = lineStart(text, start - 1))
    if (/[^\s}]/.test(text.charAt(start))) return start;
  return 0;
}
