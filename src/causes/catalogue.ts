// The causes that a diagnosis may name, with all that is known of each. Their ids are a public contract: output, settings
// and documentation use them, so they are added to and never renamed. This folder knows nothing of exchanges or evidence.
import type { Cause } from './cause.ts';
import { credentialsCauses } from './credentials.ts';
import { environmentCauses } from './environment.ts';
import { requestCauses } from './request.ts';
import { signatureCauses } from './signature.ts';
import { tokenCauses } from './token.ts';

const all = [...requestCauses, ...tokenCauses, ...credentialsCauses, ...signatureCauses, ...environmentCauses] as const;

export type CauseId = (typeof all)[number]['id'];

export type CatalogueEntry = Cause & { readonly id: CauseId };

/** In the order of their groups. */
export const causes: readonly CatalogueEntry[] = all;

const byId = new Map<string, CatalogueEntry>(causes.map(cause => [cause.id, cause]));

export function causeById(id: CauseId): CatalogueEntry {
  const cause = byId.get(id);
  if (!cause) throw new TypeError(`"${id}" is no cause of the catalogue`);
  return cause;
}

/** For ids that come from outside, such as a command line. */
export function findCause(id: string): CatalogueEntry | undefined {
  return byId.get(id);
}
