import { literal, slicePiece } from '../format.ts';
import { matchHeaderName } from '../header-name.ts';
import type { Piece, Site, Source } from '../site.ts';
import { buildSite, type Found } from './build.ts';
import { type EntryMap, entryOf, type Node, type Scalar, textOf } from './entries.ts';

// Headers in configuration whose name, scheme and token are entries of their own: collections of Postman, Insomnia and
// Bruno, proxies, probes, scrapers and data sources. One reader per way to write it.

type Reader = (map: EntryMap, path: readonly string[]) => Setting[];

/** Documentation says what a header may look like; nothing sends it. */
type Setting = Omit<Found, 'form' | 'enclosing'> & { readonly prose?: true };

const readers: readonly Reader[] = [nameAndValue, bearerToken, typeAndToken, dottedKeys, dataSource, parameterExample];

export function settingSites(source: Source, file: string, roots: readonly Node[]): Site[] {
  const sites: Site[] = [];
  const visit = (node: Node, path: readonly string[]) => {
    if (node.kind === 'list') {
      const pairs = path.length > 0 && authKinds.test(path.at(-1) ?? '') ? mapOfPairs(node.items) : undefined;
      for (const one of pairs ? [pairs] : node.items) visit(one, path);
    } else if (node.kind === 'map') {
      const enclosing = [{ bracket: '{' as const, span: node.span, callee: '', index: 0, key: path.at(-1) ?? '' }];
      for (const read of readers)
        for (const { prose, ...setting } of read(node, path))
          sites.push(buildSite(prose ? { ...source, prose } : source, file, { form: 'pair', enclosing, ...setting }));
      for (const { key, value } of node.entries) visit(value, [...path, key]);
    } else if (label.test(source.text.slice(node.span.start, Math.min(node.span.end, node.span.start + 200))))
      sites.push(...labelSites(source, file, node));
  };
  for (const root of roots) visit(root, []);
  return sites;
}

/** What was found by name and value counts, unless what is found here knows more of the scheme. */
export function withSettings(sites: readonly Site[], settings: readonly Site[]): Site[] {
  const known = new Map(sites.map(site => [site.valueSpan.start, site]));
  const more = settings.filter(({ valueSpan: { start } }) => {
    const same = known.get(start);
    return same === undefined || same.form === 'assignment' || same.helper !== undefined;
  });
  const replaced = new Set(more.map(site => site.valueSpan.start));
  return [...sites.filter(site => !replaced.has(site.valueSpan.start)), ...more];
}

/** Kinds of credentials that Postman keeps as a list of keys and values. */
const authKinds = /^(?:bearer|apikey|oauth2)$/;

function mapOfPairs(items: readonly Node[]): EntryMap | undefined {
  const entries = items.flatMap(item => {
    const key = item.kind === 'map' ? scalarAt(item, 'key') : undefined;
    const value = item.kind === 'map' ? entryOf(item, 'value')?.value : undefined;
    return key && value ? [{ key: key.text, keySpan: key.span, value }] : [];
  });
  return entries.length > 0 ? { kind: 'map', entries, span: { start: 0, end: 0 } } : undefined;
}

/** `{ name: Authorization, value: … }` in whatever order and on whatever lines. */
function nameAndValue(map: EntryMap, path: readonly string[]): Setting[] {
  const name = scalarAt(map, 'name', 'key', 'header', 'headerName', 'header_name');
  const value = scalarAt(map, 'value', 'headerValue', 'header_value');
  const match = name ? matchHeaderName(name.text) : undefined;
  if (!name || !value || !match || value.text.trim() === '') return [];
  if (match === 'misspelt' && !/^\s*(?:Bearer|Basic|Token|Digest)\b/i.test(value.text)) return [];
  // The name of a variable, as environments and charts have it, may be the header's.
  if (/^(?:env|variables?|values|parameters|args)$/i.test(path.at(-1) ?? '')) return [];
  return [{ name: name.text, nameSpan: name.span, pieces: value.pieces }];
}

/** Postman: `bearer: { token }` is the token alone, and so is the access token beside a prefix. */
function bearerToken(map: EntryMap, path: readonly string[]): Setting[] {
  const kind = path.at(-1);
  const key = kind === 'bearer' ? 'token' : kind === 'oauth2' ? 'accessToken' : '';
  const token = key === '' ? undefined : entryOf(map, key);
  if (token?.value.kind !== 'scalar' || token.value.text.trim() === '') return [];
  const helper = { name: kind ?? '', scheme: 'Bearer' };
  return [{ name: 'Authorization', nameSpan: token.keySpan, helper, pieces: token.value.pieces }];
}

/** `authorization: { type, credentials }` of Prometheus, `authentication: { type, prefix, token }` of Insomnia. */
function typeAndToken(map: EntryMap, path: readonly string[]): Setting[] {
  const kind = path.at(-1) ?? '';
  const type = scalarAt(map, 'type');
  if (/^authorization$/i.test(kind)) return schemeAndToken(map, 'credentials', type, 'Bearer', kind);
  if (!/^auth(?:entication)?$/i.test(kind) || !/^bearer$/i.test(type?.text ?? '')) return [];
  const prefix = scalarAt(map, 'prefix');
  if (prefix?.text === 'NO_PREFIX') return [];
  return schemeAndToken(map, 'token', prefix, 'Bearer', kind);
}

function schemeAndToken(
  map: EntryMap,
  key: string,
  scheme: Scalar | undefined,
  usual: string,
  name: string,
): Setting[] {
  const token = entryOf(map, key);
  if (token?.value.kind !== 'scalar' || token.value.text.trim() === '') return [];
  const { pieces, span } = token.value;
  const common = { name: 'Authorization', nameSpan: token.keySpan };
  const written = scheme?.text.trim() ?? '';
  if (!scheme || written === '' || /^bearer$/i.test(written))
    return [{ ...common, helper: { name, scheme: usual }, pieces }];
  return [{ ...common, pieces: [...trimmed(scheme.pieces), literal(' ', span.start), ...pieces] }];
}

/** Who reads a scheme leaves out the white space around it. */
function trimmed(pieces: readonly Piece[]): Piece[] {
  return pieces.map(piece => (piece.kind === 'literal' ? slicePiece(piece, 0, piece.text.trimEnd().length) : piece));
}

const dotted = /(?:^|\.)\w{0,20}headers?\.([\w-]{8,30})$/i;

/** `traefik.….customrequestheaders.Authorization: …` */
function dottedKeys(map: EntryMap): Setting[] {
  return map.entries.flatMap(({ key, keySpan, value }) => {
    const name = dotted.exec(key)?.[1];
    if (name === undefined || !matchHeaderName(name) || value.kind !== 'scalar') return [];
    const nameSpan = { start: keySpan.end - name.length, end: keySpan.end };
    return [{ name, nameSpan, pieces: value.pieces }];
  });
}

const label = /headers?\.[\w-]{8,30}=/i;

/** The same as one text of a list: `traefik.….customrequestheaders.Authorization=…` */
function labelSites(source: Source, file: string, { pieces }: Scalar): Site[] {
  const [first, ...others] = pieces;
  const match = first?.kind === 'literal' ? /^([\w.-]{0,120}headers?\.)([\w-]{8,30})=/i.exec(first.text) : undefined;
  const name = match?.[2] ?? '';
  if (first?.kind !== 'literal' || !match || !matchHeaderName(name)) return [];
  const start = match[1]?.length ?? 0;
  const nameSpan = slicePiece(first, start, start + name.length).span;
  const value = slicePiece(first, match[0].length, first.text.length);
  const enclosing = [{ bracket: '[' as const, span: nameSpan, callee: '', index: 0, key: 'headers' }];
  return [buildSite(source, file, { form: 'pair', name, nameSpan, pieces: [value, ...others], enclosing })];
}

/** Grafana: the name is `httpHeaderName1`, and its value `httpHeaderValue1` is in the part that is kept secret. */
function dataSource(map: EntryMap): Setting[] {
  const [names, values] = [entryOf(map, 'jsonData')?.value, entryOf(map, 'secureJsonData')?.value];
  if (names?.kind !== 'map' || values?.kind !== 'map') return [];
  return names.entries.flatMap(({ key, value: name }) => {
    if (name.kind !== 'scalar' || !/^httpHeaderName\d+$/.test(key) || !matchHeaderName(name.text)) return [];
    const value = scalarAt(values, key.replace('Name', 'Value'));
    return value ? [{ name: name.text, nameSpan: name.span, pieces: value.pieces }] : [];
  });
}

/** OpenAPI: the example of a header is what people send. */
function parameterExample(map: EntryMap): Setting[] {
  const name = scalarAt(map, 'name');
  if (textOf(map, 'in') !== 'header' || !name || !matchHeaderName(name.text)) return [];
  const schema = entryOf(map, 'schema')?.value;
  return [map, ...(schema?.kind === 'map' ? [schema] : [])].flatMap(part => {
    const example = scalarAt(part, 'example', 'default');
    return example && /^\s*(?:Bearer|Basic|Token)/i.test(example.text)
      ? [{ name: name.text, nameSpan: name.span, pieces: example.pieces, prose: true as const }]
      : [];
  });
}

function scalarAt(map: EntryMap, ...keys: readonly string[]): Scalar | undefined {
  const value = entryOf(map, ...keys)?.value;
  return value?.kind === 'scalar' ? value : undefined;
}
