// The registry of phrases: what servers say, and what it means.
import { compilePhrases } from '../phrases.ts';
import { accessWordings } from './access.ts';
import { credentialWordings } from './credentials.ts';
import { exchangeWordings } from './exchange.ts';
import { serviceWordings } from './service.ts';
import { tokenWordings } from './token.ts';
import { verificationWordings } from './verification.ts';

export const phraseBook = compilePhrases([
  ...accessWordings,
  ...credentialWordings,
  ...exchangeWordings,
  ...serviceWordings,
  ...tokenWordings,
  ...verificationWordings,
]);
