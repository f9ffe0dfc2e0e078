// Sign-ins of the editor's own as credentials: which there are, what they are asked for, and why one gives no token. The
// token itself is the editor's to keep.
import type { Choice } from './questions.ts';

interface AccountProvider {
  readonly title: string;
  /** Little, and enough to see that it works. */
  readonly scopes: string;
  readonly hint: string;
}

/** Those that the editor brings. Extensions add others, by whatever id they choose. */
export const accountProviders: Readonly<Record<string, AccountProvider>> = {
  github: { title: 'GitHub', scopes: 'read:user', hint: 'with "repo" for private repositories' },
  microsoft: { title: 'Microsoft', scopes: 'User.Read', hint: 'of another API as in "api://<its id>/.default"' },
  'github-enterprise': {
    title: 'GitHub Enterprise',
    scopes: 'read:user',
    hint: 'with "repo" for private repositories',
  },
  'microsoft-sovereign-cloud': { title: 'Microsoft, sovereign cloud', scopes: 'User.Read', hint: 'of its API' },
};

export const otherProvider = 'other';

export const providerChoices: readonly Choice[] = [
  ...Object.entries(accountProviders).map(([value, { title }]) => ({ value, label: title })),
  { value: otherProvider, label: 'Another…', description: 'of an extension, by its id' },
];

export function providerTitle(provider: string): string {
  return Object.hasOwn(accountProviders, provider) ? (accountProviders[provider]?.title ?? provider) : provider;
}

/** Separated by spaces or commas, as people write them. */
export function scopesOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter(scope => scope !== ''))];
}

/** Why the editor gave no session: undefined where the user did not want one. */
export function explainNoSession(provider: string, message: string): string | undefined {
  if (/did not consent|cancell?ed|dismissed/i.test(message)) return undefined;
  const title = providerTitle(provider);
  if (/no authentication provider|timed out waiting for authentication provider/i.test(message))
    return `Nothing here signs in with "${title}": install or enable the extension that does`;
  return `${title} gave no sign-in: ${message.replace(/\s+/g, ' ').trim().slice(0, 300)}`;
}
