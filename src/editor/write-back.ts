// Puts a repaired request back into the text that it came from, in one step that undo takes back. Loaded when a repair has
// worked. Nothing is written where the text is another one than was sent.
import * as vscode from 'vscode';
import { planHttpFile } from '../repair/writing/http-file.ts';
import { isSameRequest, type Plan, type Replacement } from '../repair/writing/plan.ts';
import { planSource } from '../repair/writing/source.ts';
import type { CodeCall } from '../request/code-calls.ts';
import { callAt } from '../request/formats.ts';
import type { HttpFile } from '../request/http-file.ts';
import { parseHttpFile } from '../request/importers/http-file.ts';
import type { HttpRequest } from '../request/model.ts';
import { applyEdits, type Edit, sliceSpan } from '../text/span.ts';
import { toTextEdit } from './convert.ts';
import { environments } from './http-environment.ts';
import type { Prepared } from './http-request.ts';
import { httpTextOf } from './http-text.ts';

export interface Change {
  readonly document: vscode.TextDocument;
  readonly edits: readonly Edit[];
}

export async function changesOfFile(
  uri: vscode.Uri,
  sent: { readonly file: HttpFile; readonly index: number },
  { request: before, read }: Extract<Prepared, { kind: 'request' }>,
  repaired: HttpRequest,
): Promise<readonly Change[] | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const file = parseHttpFile(httpTextOf(document));
  const section = sectionOf(sent.file, sent.index);
  const same = file.requests.flatMap((_, index) => (sectionOf(file, index) === section ? [index] : []));
  const [index] = same;
  // The request is still there, once, and still means what was sent.
  if (index === undefined || same.length > 1) return undefined;
  const now = read(file, index, []);
  if (!now || !isSameRequest(now, before)) return undefined;
  const plan = planHttpFile(file, index, now, repaired, ({ edits, elsewhere }) =>
    read(parseHttpFile(applyEdits(file.text, edits)), index, elsewhere),
  );
  return plan && completed(document, plan);
}

export async function changesOfSource(
  uri: vscode.Uri,
  sent: { readonly text: string; readonly call: CodeCall },
  repaired: HttpRequest,
): Promise<readonly Change[] | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const written = sliceSpan(sent.text, sent.call.span);
  const start = text.indexOf(written);
  if (start < 0 || text.includes(written, start + 1)) return undefined;
  const span = { start, end: start + written.length };
  const reads = ({ edits }: Plan) => callAt(applyEdits(text, edits), start)?.request;
  const plan = planSource(text, span, sent.call.request, repaired, reads);
  return plan && [{ document, edits: plan.edits }];
}

/** One step for undo in each file. Where a file was saved, it is saved again if it is one that is read from the disk. */
export async function apply(changes: readonly Change[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, edits } of changes)
    edit.set(
      document.uri,
      edits.map(one => toTextEdit(document, one)),
    );
  const [, ...looked] = changes;
  const saved = looked.filter(({ document }) => !document.isDirty);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  await Promise.all(saved.map(({ document }) => document.save()));
  return true;
}

async function completed(
  document: vscode.TextDocument,
  { edits, elsewhere }: Plan,
): Promise<readonly Change[] | undefined> {
  const sources = (await environments.sourcesOf(document)).flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
  const changes = new Map<vscode.TextDocument, Edit[]>([[document, [...edits]]]);
  for (const replacement of elsewhere) {
    const places: (readonly [vscode.TextDocument, Edit])[] = [];
    for (const uri of sources) {
      const source = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      places.push(...placesIn(source.getText(), replacement).map(edit => [source, edit] as const));
    }
    const [place] = places;
    if (!place || places.length > 1) return undefined;
    changes.set(place[0], [...(changes.get(place[0]) ?? []), place[1]]);
  }
  return [...changes].map(([changed, all]) => ({ document: changed, edits: all }));
}

/** Where a value stands that needs no quotes and no escapes in any of the formats. */
function placesIn(text: string, { from, to }: Replacement): readonly Edit[] {
  if (!/^[\w.~+/=:-]{4,}$/.test(from) || !/^[\w.~+/=:-]+$/.test(to)) return [];
  const places: Edit[] = [];
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1))
    places.push({ span: { start: at, end: at + from.length }, text: to });
  return places;
}

function sectionOf({ text, requests }: HttpFile, index: number): string {
  const request = requests[index];
  return request ? sliceSpan(text, request.section) : '';
}
