import { type Experiment, mayRepeat } from './experiment.ts';

export const aroundProxy: Experiment = {
  id: 'around-proxy',
  title: 'Around the proxy',
  mends: true,
  readings: {
    works: {
      text: 'Around the proxy the same request succeeds',
      for: { 'header-stripped-by-intermediary': 'decisive', 'proxy-authentication-required': 'weak' },
    },
    other: {
      text: 'Around the proxy the answer is another one',
      for: { 'header-stripped-by-intermediary': 'weak', 'proxy-authentication-required': 'strong' },
    },
    same: {
      text: 'Around the proxy the answer is the very same',
      against: { 'header-stripped-by-intermediary': 'weak', 'proxy-authentication-required': 'decisive' },
    },
  },
  prepare(situation) {
    const { exchange, request } = situation;
    if (exchange.proxy === undefined || !mayRepeat(situation)) return undefined;
    return { kind: 'request', request, options: { proxy: { url: exchange.proxy, noProxy: ['*'] } } };
  },
};
