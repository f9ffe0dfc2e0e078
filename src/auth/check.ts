// The one judge of a header value. Lint, the panel's fields, the preflight before sending and the diagnosis all ask here.
// U+0000 in a value stands for a piece whose text is not known, such as an interpolation in source code: it may be any
// legal text, and it is never reported itself. What is judged is the value alone: hosts, clocks and languages are not known.
import { parseCredentials } from './credentials.ts';
import type { HeaderProblem } from './model.ts';

/** Problems of the value of an Authorization or Proxy-Authorization header; spans and edits are offsets in the value. */
export function checkHeader(name: string, value: string): HeaderProblem[] {
  if (!/^(proxy-)?authorization$/i.test(name)) return [];
  return [...parseCredentials(value).problems];
}
