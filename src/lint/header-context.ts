import type { Site } from './site.ts';

/** What says that a pair is a header and no setting of that name: the call, the keys around it, the line it stands in. */
export function isInHeaders(site: Omit<Site, 'problems'>): boolean {
  if (site.form === 'line' || site.form === 'argument' || site.language === 'http') return true;
  const words = [site.callee, ...site.enclosing.flatMap(bracket => [bracket.callee, bracket.key])];
  const before = site.text.slice(Math.max(0, site.nameSpan.start - 40), site.nameSpan.start);
  return words.some(word => /header|RequestProperty|curl/i.test(word)) || /headers?\W{0,4}$/i.test(before);
}
