import { challengesOf } from '../challenges.ts';
import { withHeader } from '../repair.ts';
import { type Experiment, mayRepeat } from './experiment.ts';

const takesToken = /^(?:bearer|token|apikey|dpop)$/i;

export const offeredScheme: Experiment = {
  id: 'offered-scheme',
  title: 'With the same token after {name}',
  mends: true,
  readings: {
    works: { text: 'After {name} the same token is accepted', for: { 'scheme-mismatch': 'decisive' } },
    other: { text: 'After {name} the same token gets another answer', for: { 'scheme-mismatch': 'weak' } },
    same: { text: 'After {name} the same token is refused alike', against: { 'scheme-mismatch': 'weak' } },
  },
  prepare(situation) {
    const { main, request, exchange } = situation;
    if (!main?.credentials || main.name.toLowerCase() !== 'authorization' || !mayRepeat(situation)) return undefined;
    const { scheme, rest } = main.credentials;
    const token = rest.trim();
    if (token === '' || /\s/.test(token)) return undefined;
    const offered = challengesOf(exchange).challenges.map(challenge => challenge.scheme);
    const usual = /^bearer$/i.test(scheme) ? ['token'] : ['Bearer'];
    const other = [...offered.filter(one => takesToken.test(one)), ...usual].find(
      one => one.toLowerCase() !== scheme.toLowerCase(),
    );
    return other === undefined
      ? undefined
      : { kind: 'request', name: `"${other}"`, request: withHeader(request, 'Authorization', `${other} ${token}`) };
  },
};
