import type { Span } from '../text/span.ts';

export interface DotenvEntry {
  readonly name: string;
  readonly value: string;
  /** Of the name. */
  readonly span: Span;
}

// export NAME=value    NAME="a value"    NAME='raw'    NAME=value # comment
const entry =
  /^[ \t]*(?:export[ \t]+)?([\w.-]{1,200})[ \t]*=[ \t]*(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;

/** The variables of a `.env` file; the last one of a name counts. Nothing in it is expanded. */
export function parseDotenv(text: string): DotenvEntry[] {
  return Array.from(text.replace(/^\uFEFF/, ' ').matchAll(entry), match => {
    const [whole, name = '', double, single, back, bare = ''] = match;
    const start = match.index + whole.indexOf(name, /^[ \t]*(?:export[ \t]+)?/.exec(whole)?.[0].length);
    const value =
      double
        ?.replace(/\\n/g, '\n')
        .replace(/\\r/g, '\r')
        .replace(/\\(["\\$])/g, '$1') ??
      single ??
      back;
    return {
      name,
      value: value ?? withoutComment(bare).trim(),
      span: { start, end: start + name.length },
    };
  });
}

function withoutComment(value: string): string {
  const at = value.search(/(?:^|[ \t])#/);
  return at < 0 ? value : value.slice(0, at);
}
