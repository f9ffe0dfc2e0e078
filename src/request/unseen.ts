import type { UnsentCookie } from './model.ts';

/** One sentence on the request headers that a record leaves out, for whoever reads it. */
export function describeUnseen(unseen: readonly string[]): string {
  if (unseen.includes('*')) return 'The record holds no request, so nothing is concluded from what it lacks';
  const names = unseen.map(name => `"${name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase())}"`);
  const last = names.at(-1) ?? '';
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  return `The record may leave out ${list}, so nothing is concluded from the absence`;
}

/** Two sentences on a cookie that the last request of a run did not carry. */
export function describeUnsentCookie({ name, setBy, reason }: UnsentCookie): string {
  return `The cookie "${name}", which ${setBy} had set, was not sent. ${reason}`;
}
