import { withoutHeader } from '../repair.ts';
import { type Experiment, mayRepeat } from './experiment.ts';

export const straightToTarget: Experiment = {
  id: 'straight-to-target',
  title: 'Straight to where the redirect leads, with credentials',
  mends: true,
  readings: {
    works: {
      text: 'Sent straight to where the redirect leads, the credentials are accepted',
      for: { 'header-dropped-on-redirect': 'decisive' },
    },
    other: {
      text: 'Sent straight to where the redirect leads, the credentials get another answer',
      for: { 'header-dropped-on-redirect': 'strong' },
    },
    same: {
      text: 'Sent straight to where the redirect leads, the credentials are refused alike',
      against: { 'header-dropped-on-redirect': 'strong' },
    },
  },
  prepare(situation) {
    const { exchange, request, sent } = situation;
    const { url, method } = exchange.request;
    if (exchange.hops.length === 0 || sent.length === 0 || !mayRepeat(situation)) return undefined;
    if (request.url.startsWith('https:') && !url.startsWith('https:')) return undefined;
    return { kind: 'request', request: { ...withoutHeader(request, 'Host'), url, method } };
  },
};
