// What came of a request, in a few words, and what became of it after a repair.
import type { Diagnosis } from '../diagnosis/model.ts';
import type { Exchange } from '../request/model.ts';

/** `401 (token expired)` */
export function describeOutcome(exchange: Exchange, diagnosis: Diagnosis): string {
  const status = exchange.response ? String(exchange.response.status) : 'no response';
  const cause = diagnosis.findings[0]?.cause;
  return cause ? `${status} (${cause.replaceAll('-', ' ')})` : status;
}

/** `Was 401 (token expired), now 200` */
export function compareOutcomes(before: string, exchange: Exchange, diagnosis: Diagnosis): string {
  const after = describeOutcome(exchange, diagnosis);
  const same = before.split(' ')[0] === after.split(' ')[0] && diagnosis.findings.length > 0;
  return `Was ${before}, ${same ? 'still' : 'now'} ${after}`;
}
