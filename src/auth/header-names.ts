import { findScheme } from './schemes/index.ts';
import { isMisspelling } from './spelling.ts';
import { isJwt } from './token-shapes.ts';

/** Names that people write for Authorization, too far from it to be slips of the finger. */
const mistaken = new Set([
  'auth',
  'authentication',
  'authenticate',
  'authorize',
  'authorized',
  'authorizationtoken',
  'authorizationheader',
  'bearer',
  'bearertoken',
  'token',
  'wwwauthorization',
  'httpauthorization',
  'httpauth',
]);

/** Headers that carry a key and no scheme. Lower-cased. */
const keyHeaders = new Set([
  'api-key',
  'apikey',
  'x-api-key',
  'x-apikey',
  'x-api-token',
  'x-auth-token',
  'x-auth-key',
  'x-access-token',
  'x-goog-api-key',
  'x-functions-key',
  'x-rapidapi-key',
  'x-algolia-api-key',
  'x-shopify-access-token',
  'x-vault-token',
  'x-figma-token',
  'x-subscription-token',
  'xi-api-key',
  'ocp-apim-subscription-key',
  'private-token',
  'job-token',
  'deploy-token',
  'circle-token',
  'dd-api-key',
  'dd-application-key',
  'x-n8n-api-key',
  'x-redmine-api-key',
]);

export function isAuthorization(name: string): boolean {
  return /^(proxy-)?authorization$/i.test(name);
}

export function isKeyHeader(name: string): boolean {
  return keyHeaders.has(name.toLowerCase());
}

/**
 * The name that was meant, or undefined where the name is right or has nothing to do with it. A slip of one or two
 * letters speaks for itself; another word counts only when the value is unmistakably credentials.
 */
export function suggestHeaderName(name: string, value: string): string | undefined {
  if (name.length > 40 || isAuthorization(name)) return undefined;
  const word = name.trim().replace(/:$/, '').toLowerCase();
  const proxy = word.startsWith('proxy');
  const bare = word.replace(/^proxy[-_ ]?/, '');
  const slip = bare === 'authorization' || isMisspelling(bare, 'authorization', 2);
  const other = mistaken.has(bare.replace(/[-_ ]/g, '')) && startsWithScheme(value);
  if (!slip && !other) return undefined;
  const meant = proxy ? 'Proxy-Authorization' : 'Authorization';
  return name === name.toLowerCase() ? meant.toLowerCase() : meant;
}

function startsWithScheme(value: string): boolean {
  const match = /^\s{0,4}([A-Za-z][\w-]{2,40})[ \t]/.exec(value.slice(0, 50));
  return (match !== null && findScheme(match[1] ?? '') !== undefined) || isJwt(value.trim());
}
