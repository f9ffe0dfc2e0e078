// Takes a token out of a text without changing what the text means: to a variable of an .http file, to the environment that
// code reads it from, or behind a placeholder whose token is kept elsewhere. It gives edits and touches nothing itself.
import { kindOf } from '../jwt/kind-of.ts';
import type { FoundToken } from '../jwt/model.ts';
import { type Language, languageById, languageOf } from '../lint/languages.ts';
import { regionsOf } from '../lint/regions.ts';
import { type Segment, scanSegments } from '../lint/scan.ts';
import type { Edit, Span } from '../text/span.ts';
import { type EnvironmentReader, readers } from './environment-readers.ts';

export interface TokenSource {
  readonly text: string;
  readonly file: string;
  readonly languageId?: string;
}

/**
 * Where the token stands as it is, and not within a longer one. A token that is split or wrapped stands nowhere. Before a
 * JWT there may be anything, such as `%20` or `\n`.
 */
export function occurrencesOf(text: string, compact: string): readonly Span[] {
  const spans: Span[] = [];
  const continues = (at: number) => /[\w-]/.test(text[at] ?? '');
  for (let start = text.indexOf(compact); start >= 0; start = text.indexOf(compact, start + 1)) {
    const end = start + compact.length;
    if (!continues(end) && (compact.startsWith('ey') || !continues(start - 1))) spans.push({ start, end });
  }
  return spans;
}

export function isHttpFile({ file, languageId }: TokenSource): boolean {
  return languageOf(file, languageId) === 'http';
}

/** `@name = token` at the top and `{{name}}` in its places; an `@name` that holds the token already is used. */
export function moveToVariable({ text }: TokenSource, compact: string, name: string): readonly Edit[] {
  const known = variableOf(text, compact);
  const spans = occurrencesOf(text, compact).filter(({ start }) => known === undefined || !known.spans.has(start));
  const places = spans.map(span => ({ span, text: `{{${known?.name ?? name}}}` }));
  if (known) return places;
  return [{ span: { start: 0, end: 0 }, text: `@${name} = ${compact}${lineBreakOf(text)}` }, ...places];
}

/** The variable of an .http file that holds just this token, and where its value stands. */
export function variableOf(text: string, compact: string): { name: string; spans: ReadonlySet<number> } | undefined {
  const definitions = [...text.matchAll(/^@([\w-]{1,100})[ \t]{0,20}=[ \t]{0,20}(?=ey)/gm)].filter(match => {
    const rest = text.slice(match.index + match[0].length);
    return rest.startsWith(compact) && /^[ \t]{0,20}(?:\r?\n|$)/.test(rest.slice(compact.length));
  });
  const [first] = definitions;
  if (!first) return undefined;
  return { name: first[1] ?? '', spans: new Set(definitions.map(match => match.index + match[0].length)) };
}

/** `{{$dotenv NAME}}` in its places, as REST Client and httpYac read it from the `.env` beside the file. */
export function readFromDotenv({ text }: TokenSource, compact: string, name: string): readonly Edit[] {
  return occurrencesOf(text, compact).map(span => ({ span, text: `{{$dotenv ${name}}}` }));
}

interface EnvironmentEdits {
  readonly edits: readonly Edit[];
  /** How code reads the variable: `process.env.NAME`. */
  readonly expression: string;
  /** What the user has to import for that. */
  readonly needs?: string;
}

/** An environment variable in each place of the token where code can read one; undefined where the first cannot. */
export function readFromEnvironment(
  source: TokenSource,
  { compact, span }: FoundToken,
  name: string,
): EnvironmentEdits | undefined {
  const edits: Edit[] = [];
  let first: EnvironmentReader | undefined;
  for (const place of occurrencesOf(source.text, compact)) {
    const read = readerAt(source, place);
    const edit = read && editFor(source, place, read, name);
    if (edit) edits.push(edit);
    if (place.start === span.start && edit) first = read.reader;
  }
  if (!first) return undefined;
  const { needs, imported, importBefore } = first;
  const expression = first.read(name);
  if (needs === undefined || imported?.test(source.text)) return { edits, expression };
  const at = importBefore?.exec(source.text)?.index;
  if (at === undefined) return { edits, expression, needs };
  const added = { span: { start: at, end: at }, text: needs + lineBreakOf(source.text) };
  return { edits: [added, ...edits], expression };
}

interface ReaderAt {
  readonly reader: EnvironmentReader;
  readonly language: Language;
  /** The string around the place; a shell has words without quotes. */
  readonly segment?: Segment;
}

function readerAt({ text, file, languageId }: TokenSource, place: Span): ReaderAt | undefined {
  const id = languageOf(file, languageId);
  // Make and Docker read the file before any shell does.
  if (id === 'makefile' || id === 'dockerfile') return undefined;
  const region = regionsOf(text, id).find(({ start, end }) => start <= place.start && place.end <= end);
  const reader = region?.kind === 'code' ? readers[region.language] : undefined;
  if (!region || !reader) return undefined;
  const segment = scanSegments(text, region.language, region.start, region.end).find(
    ({ start, end }) => start < place.end && end > place.start,
  );
  const language = languageById(region.language);
  if (!segment) return { reader, language };
  const isInside = segment.kind === 'string' && segment.innerStart <= place.start && place.end <= segment.innerEnd;
  return isInside ? { reader, language, segment } : undefined;
}

function editFor(source: TokenSource, place: Span, { reader, language, segment }: ReaderAt, name: string) {
  if (!segment) return reader.bare && { span: place, text: reader.bare(name) };
  if (segment.interpolates.length > 0 && segment.prefix === '' && reader.inside)
    return { span: place, text: reader.inside(name) };
  const { text } = source;
  const span = { start: segment.start, end: segment.end };
  const before = text.slice(lineStart(text, span.start), span.start);
  const after = text.slice(span.end, span.end + 40);
  if (isKey(before, after) || (language.adjacent && isBesideLiteral(before, after))) return undefined;
  const parts = partsAround(text, place, segment, reader.read(name));
  if (!parts || (parts.length > 1 && reader.join === undefined)) return undefined;
  const joined = parts.join(reader.join);
  if (isAttribute(source, before)) return { span, text: `{${joined}}` };
  const binds = parts.length > 1 && (reader.grouped || (reader.join?.trim() !== '' && bindsCloser.test(after)));
  return { span, text: binds ? `(${joined})` : joined };
}

/** The string without the place, as a string before it and one after it. */
function partsAround(text: string, place: Span, segment: Segment, read: string): readonly string[] | undefined {
  const { prefix, form, innerStart, innerEnd } = segment;
  // A byte string is not what the environment holds, and `"""` is often followed by a line break.
  if (!form || /b/i.test(prefix) || /^(.)\1\1/.test(form.open) || !text.startsWith(form.close, innerEnd))
    return undefined;
  const literal = (content: string) => (content === '' ? [] : [`${prefix}${form.open}${content}${form.close}`]);
  return [...literal(text.slice(innerStart, place.start)), read, ...literal(text.slice(place.end, innerEnd))];
}

/** Operators that would take the last part of a joined string for the whole. */
const bindsCloser = /^\s{0,40}(?:[.[%*]|\?\.|->)/;

function isKey(before: string, after: string): boolean {
  return /^\s{0,40}:(?!:)/.test(after) && /(?:[{,]|^)\s{0,200}$/.test(before);
}

function isBesideLiteral(before: string, after: string): boolean {
  return /^[ \t]{0,40}["'`]/.test(after) || /["'`][ \t]{0,200}$/.test(before);
}

/** In JSX an expression stands in braces; `name="…"` without blanks is an attribute, unless it declares a variable. */
function isAttribute({ file, languageId = '' }: TokenSource, before: string): boolean {
  const isJsx = languageId.endsWith('react') || /\.[jt]sx$/.test(file);
  return isJsx && /[\w-]=$/.test(before) && !/\b(?:const|let|var)\s[\w$]{1,80}=$/.test(before);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

export function replaceAll(text: string, compact: string, replacement: string): readonly Edit[] {
  return occurrencesOf(text, compact).map(span => ({ span, text: replacement }));
}

/** A name for the token's variable: the one that it has in the text, where that says what it is, else its kind. */
export function nameFor({ text }: TokenSource, token: FoundToken): string {
  const line = text
    .slice(Math.max(lineStart(text, token.span.start), token.span.start - 200), token.span.start)
    .replace(/(?:Bearer|Token|JWT)\s$/i, '');
  const assigned = /([A-Za-z][\w-]{1,60})["'\]]{0,2}\s{0,4}(?::\s?\w{1,30}\s?=|[:=]|=>|:=|,)\s{0,4}\w{0,2}["'`]?$/.exec(
    line,
  );
  const own = (assigned?.[1] ?? '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
  if (/TOKEN|JWT|SECRET|KEY/.test(own)) return own;
  const kind = kindOf(token)?.kind;
  return kind === 'id' || kind === 'refresh'
    ? `${kind.toUpperCase()}_TOKEN`
    : kind === 'api-key'
      ? 'API_KEY'
      : 'ACCESS_TOKEN';
}

/** The same as a variable of an .http file, `ACCESS_TOKEN` as `accessToken`, and none that the file has. */
export function variableNameFor(source: TokenSource, token: FoundToken): string {
  const name = nameFor(source, token)
    .toLowerCase()
    .replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const isTaken = (one: string) => new RegExp(`^@${one}\\s{0,20}=`, 'm').test(source.text);
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}${count}`;
  return free;
}

/** What to add to a `.env` file; undefined where it gives the name another value. */
export function envLine(text: string, name: string, value: string): string | undefined {
  const lineBreak = lineBreakOf(text);
  const values = text.split(/\r?\n/).flatMap(line => {
    const at = line.indexOf('=');
    const isOfName =
      at > 0 &&
      line
        .slice(0, at)
        .trim()
        .replace(/^export\s/, '')
        .trim() === name;
    return isOfName ? [line.slice(at + 1).trim()] : [];
  });
  if (values.length > 0) return values.every(one => [value, `"${value}"`, `'${value}'`].includes(one)) ? '' : undefined;
  return `${text === '' || text.endsWith('\n') ? '' : lineBreak}${name}=${value}${lineBreak}`;
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
