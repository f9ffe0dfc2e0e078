// The diagnosis: from an exchange to ranked findings. It knows no network, no clock of its own and no editor, and it
// never repairs anything: fixes are named here and done elsewhere.
import { type CauseId, causeById } from '../causes/catalogue.ts';
import type { Exchange } from '../request/model.ts';
import { headerValue } from '../request/model.ts';
import type { Diagnosis, Evidence } from './model.ts';

export interface DiagnosisContext {
  /** Other exchanges of the same run or recording, oldest first. */
  readonly earlier?: readonly Exchange[];
}

export function diagnose(exchange: Exchange, _context: DiagnosisContext = {}): Diagnosis {
  const response = exchange.response;
  if (!response || response.status < 400) return { findings: [], observations: [] };
  const sent = headerValue(exchange.request.headers, 'Authorization');
  const cause: CauseId = response.status > 407 ? 'not-an-auth-failure' : sent ? 'token-unknown' : 'credentials-missing';
  const evidence: Evidence = {
    cause,
    strength: 'weak',
    source: 'status',
    text: `The server answered ${response.status}`,
    pointer: { kind: 'status' },
  };
  const entry = causeById(cause);
  const finding = { cause, confidence: 0.5, title: entry.title, why: evidence.text, evidence: [evidence] };
  return { findings: [{ ...finding, fixes: [], references: [] }], observations: [] };
}
