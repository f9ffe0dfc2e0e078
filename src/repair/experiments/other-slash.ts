import { type Experiment, mayRepeat } from './experiment.ts';

export const otherSlash: Experiment = {
  id: 'other-slash',
  title: 'With the slash at the end of the path, or without',
  mends: true,
  readings: {
    works: {
      text: 'At the path with the slash, or without it, the same credentials are accepted: the path was wrong',
      for: { 'not-an-auth-failure': 'decisive' },
    },
    other: { text: 'At the path with the slash, or without it, the answer is another one' },
    same: { text: 'A slash at the end of the path makes no difference', against: { 'not-an-auth-failure': 'weak' } },
  },
  prepare(situation) {
    const { request } = situation;
    if (!URL.canParse(request.url) || !mayRepeat(situation)) return undefined;
    const url = new URL(request.url);
    if (url.pathname === '/') return undefined;
    url.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
    return { kind: 'request', request: { ...request, url: url.href }, options: { followRedirects: false } };
  },
};
