import { type Experiment, mayRepeat } from './experiment.ts';

export const tidyPath: Experiment = {
  id: 'tidy-path',
  title: 'At {name}',
  mends: true,
  readings: {
    works: {
      text: 'At {name} the same credentials are accepted: the path was wrong',
      for: { 'not-an-auth-failure': 'decisive' },
    },
    other: { text: 'At {name} the answer is another one' },
    same: { text: 'At {name} the answer is the very same', against: { 'not-an-auth-failure': 'weak' } },
  },
  prepare(situation) {
    const { request } = situation;
    if (!URL.canParse(request.url) || !mayRepeat(situation)) return undefined;
    const url = new URL(request.url);
    url.pathname = tidy(url.pathname);
    if (url.href === new URL(request.url).href) return undefined;
    const options = { followRedirects: false };
    return { kind: 'request', name: `"${url.pathname}"`, request: { ...request, url: url.href }, options };
  },
};

/** Without what joining and pasting leave behind: doubled slashes, the same folder twice, white space and quotes at the end. */
function tidy(path: string): string {
  return path
    .replace(/\/{2,}/g, '/')
    .replace(/^(\/(?:api|v\d+|rest))\1(?=\/|$)/, '$1')
    .replace(/(?:%20|%09|%0[ad]|%22|'){1,9}$/i, '');
}
