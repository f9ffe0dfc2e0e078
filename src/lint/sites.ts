import { languageOf } from './languages.ts';
import { type Region, regionsOf } from './regions.ts';
import { scanSegments } from './scan.ts';
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
}

const readers: Readonly<Partial<Record<Region['kind'], (text: string, region: Region) => Site[]>>> = {
  lines: lineSites,
  yaml: yamlSites,
  bruno: brunoSites,
};

/** Every Authorization header that a text writes, in order. Costs one pass of one pattern where there is none. */
export function findSites(text: string, options: SiteOptions): Site[] {
  if (text.search(hit) < 0) return [];
  const sites: Site[] = [];
  for (const region of regionsOf(text, languageOf(options.file, options.languageId))) {
    if (text.slice(region.start, region.end).search(hit) < 0) continue;
    const read = readers[region.kind];
    if (read) {
      sites.push(...read(text, region));
      continue;
    }
    const source: Source = {
      language: region.language,
      text,
      segments: scanSegments(text, region.host ?? region.language, region.start, region.end),
      ...(region.host === undefined ? {} : { host: region.host }),
      nested: false,
      prose: region.prose,
    };
    sites.push(...codeSites(source, text, region.start, region.end));
  }
  return sites.sort((a, b) => a.valueSpan.start - b.valueSpan.start);
}
