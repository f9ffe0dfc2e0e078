import { mendHeader } from '../fix-header.ts';
import { type Experiment, mayRepeat } from './experiment.ts';

export const correctedHeader: Experiment = {
  id: 'corrected-header',
  title: 'With the header in its corrected form',
  mends: true,
  readings: {
    works: { text: 'In its corrected form the header is accepted', for: { 'malformed-header': 'decisive' } },
    other: { text: 'In its corrected form the header gets another answer', for: { 'malformed-header': 'weak' } },
    same: { text: 'In its corrected form the header is refused alike', against: { 'malformed-header': 'weak' } },
  },
  prepare(situation) {
    const { request } = situation;
    const headers = request.headers.map(mendHeader);
    const changed = headers.some((header, i) => header !== request.headers[i]);
    return changed && mayRepeat(situation) ? { kind: 'request', request: { ...request, headers } } : undefined;
  },
};
