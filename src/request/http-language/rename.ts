import type { Edit, Span } from '../../text/span.ts';
import type { HttpFile } from '../http-file.ts';
import { type NameUse, nameAt, namesIn } from './names.ts';

export type Renamed =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** The name under the cursor, where it can be renamed. */
export function renameable(file: HttpFile, offset: number): { readonly span: Span; readonly name: string } | string {
  const use = nameAt(file, offset);
  if (!use) return 'There is no variable and no name of a request here';
  if (!namesIn(file).some(({ role, ...other }) => role === 'definition' && isSame(other, use)))
    return `"${use.name}" is not defined in this file, so it cannot be renamed here`;
  return { span: use.span, name: use.name };
}

export function rename(file: HttpFile, offset: number, newName: string): Renamed {
  const target = renameable(file, offset);
  if (typeof target === 'string') return { kind: 'refused', reason: target };
  const use = nameAt(file, offset);
  const all = namesIn(file);
  const uses = use ? all.filter(other => isSame(other, use)) : [];
  const reason = objection(all, use, newName);
  if (reason !== undefined) return { kind: 'refused', reason };
  return { kind: 'edits', edits: uses.map(({ span }) => ({ span, text: newName })) };
}

function objection(all: readonly NameUse[], use: NameUse | undefined, newName: string): string | undefined {
  const pattern = use?.kind === 'request' ? /^[\w-]+$/ : /^[\p{L}\w.-]+$/u;
  if (!pattern.test(newName))
    return `"${newName}" is no name: use letters, digits, "_" and "-"${use?.kind === 'request' ? '' : ', and "."'}`;
  const taken = all.some(other => other.kind === use?.kind && other.name === newName && other.role === 'definition');
  return taken && newName !== use?.name ? `"${newName}" is already defined in this file` : undefined;
}

function isSame(a: Pick<NameUse, 'kind' | 'name'>, b: NameUse): boolean {
  return a.kind === b.kind && a.name === b.name;
}
