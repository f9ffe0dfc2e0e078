// The diagnosis: from an exchange to ranked findings. Facts are computed once (exchange.ts), detectors and providers say
// what they see, rank.ts weighs it. It knows no network, no clock of its own and no editor, and it repairs nothing: fixes
// are named here and done elsewhere.
import { causeById } from '../causes/catalogue.ts';
import { providers as allProviders } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import type { Exchange } from '../request/model.ts';
import { detectors } from './detectors/index.ts';
import { readFacts } from './exchange.ts';
import type { Diagnosis } from './model.ts';
import { readProviders } from './providers.ts';
import { rank } from './rank.ts';

export interface DiagnosisContext {
  /** Other exchanges of the same run or recording, oldest first. */
  readonly earlier?: readonly Exchange[];
  /** Providers to know; all of them where absent. */
  readonly providers?: readonly Provider[];
}

export function diagnose(exchange: Exchange, context: DiagnosisContext = {}): Diagnosis {
  const { response } = exchange;
  if (!response) return { findings: [], observations: [] };
  const facts = readFacts(exchange, response, context.earlier ?? []);
  const evidence = [
    ...detectors.flatMap(detector => detector.detect(facts)),
    ...readProviders(facts, context.providers ?? allProviders),
  ];
  const findings = rank(evidence)
    .slice(0, 6)
    .map(ranked => {
      const cause = causeById(ranked.cause);
      return {
        ...ranked,
        title: cause.title,
        why: ranked.evidence[0]?.text ?? '',
        fixes: [],
        references: cause.references,
      };
    });
  return { findings, observations: [] };
}
