// Writing a repaired request back to the file that it came from: edits that can be undone, as small as they can be. A plan
// counts only where the edited text reads as exactly the repaired request, which whoever makes it has to prove.
import type { Lookup } from '../../request/lookup.ts';
import type { HttpRequest } from '../../request/model.ts';
import type { Edit } from '../../text/span.ts';
import { asWritten } from '../repair.ts';

export interface Plan {
  readonly edits: readonly Edit[];
  /** Values that are looked up: they stand in another file, such as a `.env`. */
  readonly elsewhere: readonly Replacement[];
}

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/** A lookup that finds the new values. */
export function withReplaced(lookup: Lookup, elsewhere: readonly Replacement[]): Lookup {
  const swap = (find?: (name: string) => string | undefined) => (name: string) =>
    elsewhere.reduce<string | undefined>((value, { from, to }) => value?.replace(from, () => to), find?.(name));
  const { variable, shared, dotenv } = lookup;
  return {
    ...lookup,
    ...(variable && { variable: swap(variable) }),
    ...(shared && { shared: swap(shared) }),
    ...(dotenv && { dotenv: swap(dotenv) }),
  };
}

/** What the edited text reads as. */
export type Reads = (plan: Plan) => HttpRequest | undefined;

/** The first plan that does what it should. */
export function firstThatReads(plans: readonly (Plan | undefined)[], after: HttpRequest, reads: Reads) {
  return plans.find(plan => {
    const request = plan && plan.edits.length + plan.elsewhere.length > 0 ? reads(plan) : undefined;
    return request !== undefined && isSameRequest(request, after);
  });
}

export function isSameRequest(one: HttpRequest, other: HttpRequest): boolean {
  const [a, b] = [one, other].map(request => {
    const { method, url, headers, body } = asWritten(request);
    return JSON.stringify([method, url, headers.map(({ name, value }) => [name, value]), body?.text ?? '']);
  });
  return a === b;
}

/** A header of the request before, of the one after, or of both: the first of a name answers the first. */
export interface HeaderChange {
  readonly name: string;
  /** Which of those with the name. */
  readonly nth: number;
  readonly from?: string;
  readonly to?: string;
}

export function headerChanges(before: HttpRequest, after: HttpRequest): readonly HeaderChange[] {
  const [old, fresh] = [before, after].map(request => byName(asWritten(request)));
  const keys = new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])]);
  return [...keys].flatMap((key): HeaderChange[] => {
    const [from, to] = [old?.get(key), fresh?.get(key)];
    if (from?.value === to?.value && from?.name === to?.name) return [];
    const nth = Number(key.slice(key.lastIndexOf(' ') + 1));
    return [
      {
        name: to?.name ?? from?.name ?? '',
        nth,
        ...(from && { from: from.value }),
        ...(to && { to: to.value }),
      },
    ];
  });
}

function byName({ headers }: HttpRequest): Map<string, { readonly name: string; readonly value: string }> {
  const found = new Map<string, { readonly name: string; readonly value: string }>();
  for (const header of headers) {
    const lower = header.name.toLowerCase();
    let nth = 0;
    while (found.has(`${lower} ${nth}`)) nth++;
    found.set(`${lower} ${nth}`, header);
  }
  return found;
}
