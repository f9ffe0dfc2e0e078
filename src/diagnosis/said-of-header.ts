import { findScheme } from '../auth/schemes/index.ts';
import type { Facts } from './exchange.ts';
import type { Word } from './words.ts';

// What a sentence about the header can mean, given that the header is sound.

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
