// The registry of phrases: what servers say, and what it means.
import { type CauseId, causes } from '../../causes/catalogue.ts';
import { compilePhrases } from '../phrases.ts';
import { accessWordings } from './access.ts';
import { credentialWordings } from './credentials.ts';
import { exchangeWordings } from './exchange.ts';
import { serviceWordings } from './service.ts';
import { tokenWordings } from './token.ts';
import { verificationWordings } from './verification.ts';

const wordings = [
  ...accessWordings,
  ...credentialWordings,
  ...exchangeWordings,
  ...serviceWordings,
  ...tokenWordings,
  ...verificationWordings,
];

export const phraseBook = compilePhrases(wordings);

const meanings = new Set<string>(wordings.flatMap(({ means }) => means));

/** The causes that a phrase names outright. */
export const spokenCauses: readonly CauseId[] = causes.map(({ id }) => id).filter(id => meanings.has(id));
