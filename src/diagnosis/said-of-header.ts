import { findScheme } from '../auth/schemes/index.ts';
import type { Exchange } from '../request/model.ts';
import type { Facts } from './exchange.ts';
import type { SentCredential } from './sent.ts';
import type { Word } from './words.ts';

// What a sentence about the header can mean, given the header that was sent.

/** One scheme that is known, and one value. */
function isSound({ authorization }: Facts): boolean {
  const own = authorization?.credentials;
  return own !== undefined && findScheme(own.scheme) !== undefined && /^\s*\S+\s*$/.test(own.rest);
}

const formWord =
  /^(?:format|form|formed|malformed|syntax|parsed?|parsing|strings?|must|should|expected|prefix|prefixed|scheme|type|multiple|spaces?|parts?|base64|encod\w{1,8}|decod\w{1,8}|characters?|length|value|several|two|both)$/;

/** "Invalid authorization header", said to a sound one, names nothing that is wrong with its form. */
export function isBareRefusal(facts: Facts, words: readonly Word[]): boolean {
  const has = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  return isSound(facts) && has(/^(?:invalid|bad|wrong|incorrect|improper)$/) && !has(formWord);
}

/** "Must be Bearer", "must start with ApiKey", said to a sound header of another scheme. */
export function isOtherScheme(facts: Facts, words: readonly Word[]): boolean {
  if (!isSound(facts)) return false;
  const scheme = facts.authorization?.credentials?.scheme.toLowerCase() ?? '';
  const named = words.some(({ text }) => text !== scheme && /^(?:bearer|basic|token|digest)$/.test(text));
  const begins = words.some(({ text }) => /^(?:prefix|prefixed|starts?|begins?)$/.test(text));
  return (named || begins) && !words.some(({ text }) => text === scheme);
}

/** The header for a key or a token that the answer speaks of, such as `'X-Shop-Key' header required`. */
export function headerNamedIn({ response }: Exchange): string | undefined {
  return /\bx-[a-z-]{0,40}(?:key|token)\b/i.exec(response?.body?.text.slice(0, 10_000) ?? '')?.[0];
}

/** The server misses a key where a token was sent, or a token where a key was sent. */
export function wantsElsewhere(main: SentCredential, words: readonly Word[]): boolean {
  const says = (...wanted: string[]) => words.some(({ text }) => wanted.includes(text));
  const inAuthorization = main.name.toLowerCase() === 'authorization';
  // "X-Shop-Key header required", "query parameter api_token is missing".
  const otherPlace = (says('x') && says('header')) || (says('query') && says('parameter', 'string'));
  if (inAuthorization && otherPlace && says('key', 'token', 'secret', 'auth')) return true;
  if (inAuthorization)
    return (says('api', 'subscription') && says('key')) || says('apikey') || (says('cookie') && !says('token'));
  // "Authorization failed" names no header.
  const header = says('authorization') && !says('failed', 'failure', 'denied', 'error');
  return main.kind !== 'session' && (header || says('bearer', 'jwt'));
}
