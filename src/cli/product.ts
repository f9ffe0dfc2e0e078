export const version = '0.1.0';

const home = 'https://github.com/why401/why401';

/** Where the whole product, or one rule or cause, is described. */
export function documentationOf(id?: string): string {
  return id === undefined ? home : `${home}#${id}`;
}
