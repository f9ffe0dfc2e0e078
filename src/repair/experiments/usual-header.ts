import { moved } from '../move-credentials.ts';
import { type Experiment, mayRepeat } from './experiment.ts';

export const usualHeader: Experiment = {
  id: 'usual-header',
  title: 'With the same credentials in {name}',
  mends: true,
  readings: {
    works: { text: 'In {name} the same credentials are accepted', for: { 'wrong-header-name': 'decisive' } },
    other: { text: 'In {name} the same credentials get another answer', for: { 'wrong-header-name': 'weak' } },
    same: {
      text: 'In {name} the same credentials are refused alike',
      against: { 'wrong-header-name': 'weak' },
    },
  },
  prepare(situation) {
    const variation = mayRepeat(situation) ? moved(situation.exchange) : undefined;
    return variation && { kind: 'request', name: `"${variation.name}"`, request: variation.request };
  },
};
