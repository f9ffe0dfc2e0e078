// Which profile a request is sent with. A profile goes to the origins it is kept for; to any other one only where the user
// has chosen it for that very origin, because a file from elsewhere may name both a profile and a server of its own.
import { isCredentialHeader } from '../request/credential-fields.ts';
import type { HttpRequest } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { originOf } from '../text/origin.ts';
import type { ProfileEntry } from './model.ts';

export type ProfileChoice =
  /** The one that is kept for the origin, where the request brings no credentials of its own. */
  | { readonly kind: 'by-origin' }
  | { readonly kind: 'none' }
  /** By the user, for this origin. */
  | { readonly kind: 'chosen'; readonly id: string; readonly origin: string }
  /** `# @profile name` */
  | { readonly kind: 'named'; readonly name: string };

export type Chosen =
  | {
      readonly kind: 'profile';
      readonly entry: ProfileEntry;
      readonly origin: string;
      /** It is kept for this origin. */
      readonly kept: boolean;
      /** It is for this origin: kept, or chosen by the user. */
      readonly allowed: boolean;
    }
  | { readonly kind: 'unknown'; readonly name: string };

export function chooseProfile(
  entries: readonly ProfileEntry[],
  choice: ProfileChoice,
  request: HttpRequest,
  options: SendOptions = {},
): Chosen | undefined {
  const origin = originOf(request.url);
  const isKept = (entry: ProfileEntry) => entry.origins?.includes(origin) === true;
  const found = (entry: ProfileEntry | undefined, chosen = false): Chosen | undefined =>
    entry && { kind: 'profile', entry, origin, kept: isKept(entry), allowed: chosen || isKept(entry) };
  switch (choice.kind) {
    case 'none':
      return undefined;
    case 'by-origin':
      return bringsCredentials(request, options) ? undefined : found(entries.find(isKept));
    case 'chosen':
      return found(
        entries.find(({ id }) => id === choice.id),
        choice.origin === origin,
      );
    case 'named':
      return found(findByName(entries, choice.name)) ?? { kind: 'unknown', name: choice.name };
  }
}

function findByName(entries: readonly ProfileEntry[], name: string): ProfileEntry | undefined {
  const wanted = name.toLowerCase();
  return entries.find(entry => entry.name === name) ?? entries.find(entry => entry.name.toLowerCase() === wanted);
}

function bringsCredentials({ url, headers }: HttpRequest, { digest, aws }: SendOptions): boolean {
  if (digest || aws) return true;
  const { username = '', password = '' } = URL.canParse(url) ? new URL(url) : {};
  if (username !== '' || password !== '') return true;
  return headers.some(({ name, value }) => value.trim() !== '' && isCredentialHeader(name));
}
