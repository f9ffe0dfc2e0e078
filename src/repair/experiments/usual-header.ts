import { withHeader, withoutHeader } from '../repair.ts';
import { type Experiment, mayRepeat, withoutCredential } from './experiment.ts';

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
    const { main, request } = situation;
    if (!main || !mayRepeat(situation)) return undefined;
    if (main.place === 'query')
      return {
        kind: 'request',
        name: '"Authorization"',
        request: withHeader(withoutCredential(request, main), 'Authorization', `Bearer ${main.value}`),
      };
    if (main.place !== 'header') return undefined;
    const secret = (main.credentials?.rest.trim() || main.value).replace(/^(?:bearer|token) /i, '');
    if (/\s/.test(secret)) return undefined;
    const bare = withoutHeader(request, main.name);
    const isAuthorization = main.name.toLowerCase() === 'authorization';
    // A JWT belongs in "Authorization"; an opaque key may be wanted elsewhere.
    if (isAuthorization && main.kind === 'jwt') return undefined;
    const [name, value] = isAuthorization ? ['X-Api-Key', secret] : ['Authorization', `Bearer ${secret}`];
    return { kind: 'request', name: `"${name}"`, request: withHeader(bare, name, value) };
  },
};
