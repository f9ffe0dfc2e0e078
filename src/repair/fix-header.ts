import { checkHeader } from '../auth/check.ts';
import { parseCredentials } from '../auth/credentials.ts';
import type { HeaderProblem } from '../auth/model.ts';
import { decodeBasic } from '../auth/schemes/basic.ts';
import { couldBeKey } from '../diagnosis/sent.ts';
import type { Header } from '../request/model.ts';
import { applyEdits } from '../text/span.ts';
import { type Repair, writtenRequest } from './repair.ts';

/** A credential header that breaks its scheme's syntax is written as the check says it should be. */
export const fixHeader: Repair = {
  id: 'fix-header',
  applies: (_finding, exchange) => {
    const { headers } = writtenRequest(exchange);
    return headers.some(header => mendHeader(header) !== header) && !headers.some(lacksPassword);
  },
  repair({ exchange }) {
    const request = writtenRequest(exchange);
    return { kind: 'request', request: { ...request, headers: request.headers.map(mendHeader) } };
  },
};

/** The header with the first fix of each problem applied; the same object where there is none. */
export function mendHeader(header: Header): Header {
  let value = header.value;
  // A fix may uncover the next problem, as a colon before a doubled scheme does.
  for (let round = 0; round < 4; round++) {
    const fix = checkHeader(header.name, value).find(isMendable)?.fixes[0];
    if (!fix) break;
    const mended = applyEdits(value, fix.edits);
    if (mended === value) break;
    value = mended;
  }
  return value === header.value ? header : { ...header, value };
}

function isMendable(problem: HeaderProblem): boolean {
  return problem.severity !== 'hint' && problem.fixes.length > 0;
}

/** A user name alone: a colon after it makes the header right, and the password empty. A key is the user name of some APIs. */
function lacksPassword({ name, value }: Header): boolean {
  if (!checkHeader(name, value).some(({ code }) => code === 'basic-without-colon')) return false;
  const text = decodeBasic(parseCredentials(value).value?.rest.trim() ?? '')?.text ?? '';
  return !couldBeKey(text);
}
