// `# @profile orders`: the credentials with that name, which whoever sends the request has.
import type { FileRequest } from './http-file.ts';
import type { Lookup } from './lookup.ts';
import type { References } from './references.ts';

export const unknownProfile = 'unknown-profile';

/** As written, variables replaced; a name that nobody knows is told, and taken all the same. */
export function profileOf({ settings }: FileRequest, references: References, { profiles }: Lookup): string | undefined {
  const setting = settings.findLast(({ key }) => key === 'profile');
  if (!setting) return undefined;
  const { value, span } = setting;
  const name = references.resolve(value).trim();
  const isKnown = profiles?.some(other => other.toLowerCase() === name.toLowerCase()) ?? true;
  if (name === '' || !isKnown) {
    const said = name === '' ? '"@profile" names no profile' : `There is no profile "${name}"`;
    const message = `${said}: choose one, or sign in under that name`;
    references.problems.push({
      code: unknownProfile,
      severity: 'warning',
      message,
      span: name === '' ? span : value.span,
    });
  }
  return name;
}
