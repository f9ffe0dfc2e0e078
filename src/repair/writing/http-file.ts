import type { FileRequest, HttpFile, Written } from '../../request/http-file.ts';
import type { HttpRequest } from '../../request/model.ts';
import { definitionOf } from '../../request/references.ts';
import type { Edit, Span } from '../../text/span.ts';
import { firstThatReads, type HeaderChange, headerChanges, type Plan, type Reads, type Replacement } from './plan.ts';

/**
 * Where a value is a variable's, the variable gets the new one, in the file or wherever it is looked up; what is written
 * around it is changed in place. Undefined where no edit gives the repaired request.
 */
export function planHttpFile(
  file: HttpFile,
  index: number,
  before: HttpRequest,
  after: HttpRequest,
  reads: Reads,
): Plan | undefined {
  const written = file.requests[index];
  if (!written || written.curl) return undefined;
  const plans = [throughVariables, inPlace].map(rewrite => planWith(rewrite, file, written, before, after));
  return firstThatReads(plans, after, reads);
}

/** Changes a piece of the file, which read as `from`, to read as `to`. */
type Rewrite = (file: HttpFile, written: Written, from: string, to: string) => Plan;

function planWith(rewrite: Rewrite, file: HttpFile, written: FileRequest, before: HttpRequest, after: HttpRequest) {
  const edits: Edit[] = [];
  const elsewhere: Replacement[] = [];
  const change = (piece: Written, from: string, to: string) => {
    if (from === to) return;
    const plan = rewrite(file, piece, from, to);
    edits.push(...plan.edits);
    elsewhere.push(...plan.elsewhere);
  };
  if (before.method !== after.method) edits.push({ span: written.method.span, text: after.method });
  change(written.url, before.url, after.url);
  const added: string[] = [];
  for (const header of headerChanges(before, after)) {
    const piece = headerOf(written, header);
    if (header.from === undefined) added.push(`${header.name}: ${header.to}`);
    else if (!piece) return undefined;
    else if (header.to === undefined)
      edits.push({ span: linesOf(file.text, piece.name.span, piece.value.span), text: '' });
    else {
      if (piece.name.text !== header.name) edits.push({ span: piece.name.span, text: header.name });
      change(piece.value, header.from, header.to);
    }
  }
  if (added.length > 0) edits.push(lineAfter(file.text, written, added));
  const [old, fresh] = [before.body?.text ?? '', after.body?.text ?? ''];
  if (old !== fresh) {
    if (written.body?.kind !== 'text') return undefined;
    change(written.body, old, fresh);
  }
  return { edits, elsewhere };
}

function headerOf({ headers }: FileRequest, { name, nth }: HeaderChange) {
  return headers.filter(header => header.name.text.toLowerCase() === name.toLowerCase())[nth];
}

/** The new value in the place of the old one, references that still fit kept. */
function inPlace(_file: HttpFile, { text, span }: Written, from: string, to: string): Plan {
  const kept = (valuesIn(text, from) ?? []).filter(({ value }) => value.length > 2 && to.includes(value));
  const fresh = kept.reduce((result, { reference, value }) => result.replace(value, () => reference), to);
  return { edits: [{ span, text: fresh }], elsewhere: [] };
}

function throughVariables(file: HttpFile, written: Written, from: string, to: string, depth = 0): Plan {
  const old = valuesIn(written.text, from);
  const fresh = valuesIn(written.text, to);
  // A value that is still there stands behind something else now: that is what changes.
  const stays = old?.some(({ value }, i) => value !== fresh?.[i]?.value && value.length > 2 && to.includes(value));
  if (!old || !fresh || old.length === 0 || stays || depth > 5) return inPlace(file, written, from, to);
  const plans = old.flatMap(({ reference, value }, i): Plan[] => {
    const next = fresh[i]?.value ?? '';
    if (next === value) return [];
    const name = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(reference)?.[1];
    const definition = name === undefined ? undefined : definitionOf(file, name, written.span.start);
    if (definition) return [throughVariables(file, definition.value, value, next, depth + 1)];
    return [{ edits: [], elsewhere: [{ from: value, to: next }] }];
  });
  return { edits: plans.flatMap(plan => plan.edits), elsewhere: plans.flatMap(plan => plan.elsewhere) };
}

/** `Bearer {{token}}` that reads as `Bearer abc` says what `{{token}}` is; undefined where the two do not fit. */
function valuesIn(template: string, text: string): { reference: string; value: string }[] | undefined {
  const references = template.match(/\{\{[^{}]{1,200}\}\}/g) ?? [];
  const literals = template.split(/\{\{[^{}]{1,200}\}\}/);
  let at = literals[0]?.length ?? 0;
  if (!text.startsWith(literals[0] ?? '')) return undefined;
  const found: { reference: string; value: string }[] = [];
  for (const [i, reference] of references.entries()) {
    const literal = literals[i + 1] ?? '';
    const isLast = i === references.length - 1;
    const end = isLast ? text.length - literal.length : literal === '' ? -1 : text.indexOf(literal, at);
    if (end < at || (isLast && !text.endsWith(literal))) return undefined;
    found.push({ reference, value: text.slice(at, end) });
    at = end + literal.length;
  }
  return at === text.length ? found : undefined;
}

/** Whole lines, with the break after them. */
function linesOf(text: string, from: Span, to: Span): Span {
  const start = text.lastIndexOf('\n', from.start - 1) + 1;
  const end = text.indexOf('\n', to.end);
  return { start, end: end < 0 ? text.length : end + 1 };
}

function lineAfter(text: string, { headers, url, method }: FileRequest, lines: readonly string[]): Edit {
  const ends = [
    url.span.end,
    method.span.end,
    ...headers.map(({ value, name }) => Math.max(value.span.end, name.span.end)),
  ];
  const from = Math.max(...ends);
  const lineBreak = text.indexOf('\n', from);
  const end = lineBreak < 0 ? text.length : text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
  const separator = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start: end, end }, text: lines.map(line => separator + line).join('') };
}
