import type { CauseId } from '../causes/catalogue.ts';
import type { Facts } from './exchange.ts';
import type { Strength } from './model.ts';
import type { Meaning } from './phrases.ts';
import { isBareRefusal, isOtherScheme, wantsElsewhere } from './said-of-header.ts';
import { type CredentialKind, couldBeKey } from './sent.ts';
import type { Word } from './words.ts';

export interface Judgement {
  readonly cause: CauseId;
  readonly strength: Strength;
}

type Judgements = readonly (readonly [CauseId, Strength?])[];

/** What a refusal means for each kind of credentials. Where no strength is given, it is the sentence's own. */
const rejected: Readonly<Record<CredentialKind, Judgements>> = {
  jwt: [
    ['signature-invalid', 'weak'],
    ['token-unknown', 'weak'],
    ['token-expired', 'weak'],
    ['token-revoked', 'weak'],
    ['audience-mismatch', 'weak'],
    ['issuer-mismatch', 'weak'],
  ],
  'opaque-token': [
    ['token-unknown'],
    ['token-expired', 'weak'],
    ['token-revoked', 'weak'],
    ['invalid-api-key', 'weak'],
  ],
  'api-key': [['invalid-api-key']],
  basic: [['invalid-credentials']],
  digest: [['digest-mismatch'], ['invalid-credentials', 'weak']],
  negotiate: [['negotiate-failed']],
  signature: [['request-signature-mismatch']],
  session: [['session-expired']],
  password: [['invalid-credentials']],
  client: [['client-authentication-failed']],
  grant: [['grant-invalid']],
};

const expired: Readonly<Record<CredentialKind, Judgements>> = {
  jwt: [['token-expired']],
  'opaque-token': [['token-expired']],
  'api-key': [['credentials-expired'], ['token-expired', 'weak']],
  basic: [['credentials-expired'], ['token-expired', 'weak']],
  digest: [['digest-mismatch'], ['credentials-expired', 'weak']],
  negotiate: [['credentials-expired']],
  signature: [['token-expired'], ['clock-skew', 'weak']],
  session: [['session-expired']],
  password: [['credentials-expired']],
  client: [['credentials-expired']],
  grant: [['grant-invalid']],
};

const tokenCauses: ReadonlySet<Meaning> = new Set([
  'token-expired',
  'token-revoked',
  'token-unknown',
  'token-malformed',
]);

/** What can only be said of credentials that were sent. */
const needsCredentials: ReadonlySet<Meaning> = new Set([
  ...tokenCauses,
  'session-expired',
  'signature-invalid',
  'issuer-mismatch',
  'audience-mismatch',
  'claim-missing',
  'wrong-token-type',
]);

/** Turns what a sentence means into causes, in the light of what was sent. */
export function resolveMeaning(
  meaning: Meaning,
  strength: Strength,
  facts: Facts,
  words: readonly Word[] = [],
): Judgement[] {
  const kind = facts.main?.kind;
  if (
    facts.status === 407 &&
    (meaning === 'missing' ||
      meaning === 'demanded' ||
      meaning === 'rejected' ||
      meaning === 'malformed' ||
      meaning === 'denied')
  )
    return [{ cause: 'proxy-authentication-required', strength }];
  switch (meaning) {
    case 'nothing':
      return [];
    case 'missing':
      return withStrength(missingCauses(facts, words), strength);
    case 'demanded':
      return withStrength(demandedCauses(facts, words), strength);
    case 'malformed':
      if (isOtherScheme(facts, words))
        return withStrength([['scheme-mismatch'], ['malformed-header', 'weak']], strength);
      if (isBareRefusal(facts, words))
        return withStrength(
          [...refusal(facts, words), ['scheme-mismatch', 'weak'], ['malformed-header', 'weak']],
          strength,
        );
      return withStrength(
        kind || facts.incomplete ? [['malformed-header'], ['scheme-mismatch', 'weak']] : [['credentials-missing']],
        strength,
      );
    case 'not-an-auth-failure':
      return withStrength([['not-an-auth-failure']], facts.status === 401 ? 'weak' : strength);
    case 'denied':
      if (facts.status === 401 && kind) return withStrength(rejectedCauses(facts), strength);
      return withStrength(
        kind
          ? [
              ['permission-denied'],
              ['insufficient-scope', 'weak'],
              ['client-not-allowed', 'weak'],
              ['token-unknown', 'weak'],
              ['token-expired', 'weak'],
              ['invalid-api-key', 'weak'],
            ]
          : [
              ['permission-denied', 'weak'],
              ['credentials-missing', 'weak'],
              ['client-not-allowed', 'weak'],
            ],
        strength,
      );
    case 'revoked':
      return withStrength(kind === 'grant' ? [['grant-invalid']] : [['token-revoked']], strength);
    case 'expired':
      return withStrength(
        kind
          ? expired[kind]
          : [
              ['token-expired', 'weak'],
              ['session-expired', 'weak'],
            ],
        strength,
      );
    case 'rejected':
      // "Authorization failed" under a 403 is no word about credentials.
      if (facts.status === 403 && kind && isAboutRights(words)) return resolveMeaning('denied', strength, facts, words);
      return withStrength(rejectedCauses(facts, words), strength);
    case 'invalid-api-key':
      return withStrength(
        kind || facts.incomplete || facts.purpose !== 'resource'
          ? [['invalid-api-key']]
          : [['credentials-missing'], ['invalid-api-key', 'weak']],
        strength,
      );
    case 'invalid-credentials':
      // "User not found", said to a token, is about the token.
      if (kind === 'opaque-token' || kind === 'api-key' || kind === 'jwt' || (kind === 'session' && !signsIn(facts)))
        return withStrength([...rejectedCauses(facts, words), ['invalid-credentials', 'weak']], strength);
      return withStrength(
        kind || facts.incomplete || facts.purpose !== 'resource'
          ? [['invalid-credentials']]
          : [
              ['invalid-credentials', 'strong'],
              ['credentials-missing', 'weak'],
            ],
        strength,
      );
    case 'signature-invalid':
      // "The key is invalid": the one that was sent, or the one that a token was signed with.
      if (kind === 'api-key' && !words.some(({ text }) => text.startsWith('sign')))
        return withStrength([['invalid-api-key']], strength);
      if (!kind && facts.purpose === 'resource' && !facts.incomplete)
        return withStrength([['credentials-missing'], ['request-signature-mismatch', 'weak']], strength);
      return withStrength(
        facts.sent.some(one => one.kind === 'signature') && kind !== 'jwt'
          ? [['request-signature-mismatch']]
          : [['signature-invalid']],
        strength,
      );
    default:
      // Where nothing was sent, no statement about a token can be true.
      if (!kind && facts.purpose === 'resource' && !facts.incomplete && needsCredentials.has(meaning))
        return withStrength([['credentials-missing'], [meaning, 'weak']], strength);
      if (meaning === 'permission-denied' || meaning === 'insufficient-scope') {
        const anonymous = words.some(({ text }) => text === 'anonymous');
        if (kind && anonymous) return withStrength(missingCauses(facts, words), strength);
        if (!kind && !facts.incomplete && facts.status === 403 && facts.purpose === 'resource')
          return withStrength(
            [
              [meaning, anonymous ? 'weak' : strength],
              ['credentials-missing', anonymous ? 'decisive' : 'strong'],
            ],
            anonymous ? 'decisive' : strength,
          );
        if (kind && facts.status === 401 && meaning === 'permission-denied')
          // "Not authorized to perform this action" is of an identity that is known, "… to view this page" is said to all.
          return words.some(({ text }) => /^(?:perform|action|actions|operation)$/.test(text))
            ? withStrength([[meaning], ...refusal(facts, words)], strength)
            : withStrength(
                [...rejectedCauses(facts, words), [meaning, kind === 'basic' ? 'weak' : strength]],
                strength,
              );
      }
      if (!kind && !facts.incomplete && facts.status === 401 && meaning === 'permission-denied')
        return [{ cause: 'credentials-missing', strength: 'weak' }];
      // Only a token endpoint authenticates clients; elsewhere the words are about something else.
      if (meaning === 'client-authentication-failed' && facts.purpose === 'resource' && kind && kind !== 'basic')
        return [{ cause: meaning, strength: 'weak' }];
      // A password that is read as a token stands under another scheme than the server's.
      if (kind === 'basic' && meaning === 'token-malformed' && facts.purpose === 'resource')
        return withStrength([['scheme-mismatch'], ['token-malformed', 'weak']], strength);
      // The key that a signed request names is that of its sender.
      if (kind === 'signature' && meaning === 'signing-key-unknown') return [{ cause: 'invalid-api-key', strength }];
      if (kind === 'grant' && tokenCauses.has(meaning)) return [{ cause: 'grant-invalid', strength }];
      if (kind === 'session' && meaning === 'token-expired')
        return withStrength([['session-expired'], ['token-expired', 'weak']], strength);
      return [{ cause: meaning, strength }];
  }
}

function signsIn({ purpose }: Facts): boolean {
  return purpose !== 'resource';
}

function isAboutRights(words: readonly Word[]): boolean {
  const has = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  return (
    has(/^authori[sz]ation$/) &&
    !has(/^(?:tokens?|jwt|keys?|apikey|credentials?|authentication|header|signature|session|password)$/)
  );
}

const order: readonly Strength[] = ['decisive', 'strong', 'weak'];

/** A judgement is no surer than the sentence. */
function withStrength(judgements: Judgements, strength: Strength): Judgement[] {
  return judgements.map(([cause, own]) => ({
    cause,
    strength: own && order.indexOf(own) > order.indexOf(strength) ? own : strength,
  }));
}

/** What a client answers where the server offers nothing else. */
const answersTo: Readonly<Record<string, CredentialKind>> = {
  basic: 'basic',
  digest: 'digest',
  negotiate: 'negotiate',
};

/** Something was refused that the record leaves out: what the server offers tells what it was. */
function unseenRefusal({ challenges: [offered, ...others] }: Facts): Judgements {
  const kind = offered && others.length === 0 ? answersTo[offered.scheme.toLowerCase()] : undefined;
  return kind ? rejected[kind] : refusedUnseen;
}

const refusedUnseen: Judgements = [
  ['token-unknown', 'weak'],
  ['token-expired', 'weak'],
  ['invalid-credentials', 'weak'],
  ['invalid-api-key', 'weak'],
  ['session-expired', 'weak'],
];

export function rejectedCauses(facts: Facts, words: readonly Word[] = []): Judgements {
  const { main, purpose } = facts;
  if (!main && facts.incomplete) return unseenRefusal(facts);
  if (!main)
    return purpose === 'sign-in' ? [['invalid-credentials']] : [['credentials-missing'], ['session-expired', 'weak']];
  // RFC 6749 §5.2: a client that authenticated in the header is refused with 401 and a challenge.
  const refusesClient = facts.status === 401 && facts.authorization && facts.challenges.length > 0;
  if (purpose === 'token-endpoint' && (main.kind === 'basic' || main.kind === 'client' || refusesClient))
    return [['client-authentication-failed']];
  if (main.kind === 'opaque-token' && couldBeKey(main.value))
    return [['invalid-api-key'], ['token-unknown', 'weak'], ['token-revoked', 'weak']];
  if (main.kind === 'basic' && main.password !== undefined && (main.password === '' || couldBeKey(main.password)))
    return [['invalid-api-key'], ['invalid-credentials', 'weak']];
  if (main.undecodable !== undefined) return [['token-malformed']];
  const named = main.kind === 'api-key' && /token/i.test(main.name);
  const calledToken = words.some(({ text }) => text === 'token');
  // "Unknown credentials" are those that no key was found for; "token verification failed" says what a password was taken for.
  if (main.kind === 'signature' && words.some(({ text }) => text === 'unknown'))
    return [['invalid-api-key'], ['request-signature-mismatch', 'weak']];
  if (main.kind === 'basic' && calledToken && purpose === 'resource')
    return [['scheme-mismatch'], ['invalid-credentials'], ['invalid-api-key', 'weak']];
  if ((main.kind === 'signature' || named) && calledToken) return rejected['opaque-token'];
  // In a scheme of the server's own, a key and a token look alike.
  if (main.kind === 'api-key' && main.credentials && calledToken && !words.some(({ text }) => text === 'key'))
    return [['token-unknown'], ['invalid-api-key'], ['token-expired', 'weak'], ['token-revoked', 'weak']];
  if (wantsElsewhere(main, words)) return [['wrong-header-name'], ['credentials-missing'], ['invalid-api-key', 'weak']];
  return rejected[main.kind];
}

/** "Nothing was sent", said to a request that sent something, is never what it says. */
function missingCauses(facts: Facts, words: readonly Word[]): Judgements {
  const { authorization, main, purpose, challenges } = facts;
  if (!main && facts.incomplete)
    return [
      ['credentials-missing', 'strong'],
      ['header-stripped-by-intermediary', 'weak'],
    ];
  if (!main) return [['credentials-missing']];
  if (purpose !== 'resource')
    return [
      ['credentials-missing', 'weak'],
      ['client-authentication-failed', 'weak'],
    ];
  if (wantsElsewhere(main, words))
    return [
      ['wrong-header-name', 'strong'],
      ['credentials-missing', 'weak'],
      ['scheme-mismatch', 'weak'],
    ];
  // "Provide a valid token" does not say that none came.
  if (words.some(({ text }) => /^(?:valid|correct|proper)$/.test(text)))
    return [...rejectedCauses(facts, words), ['header-stripped-by-intermediary', 'weak']];
  const offered = challenges.map(one => one.scheme.toLowerCase());
  if (authorization) {
    const scheme = authorization.credentials?.scheme.toLowerCase() ?? '';
    const agrees = offered.includes(scheme);
    if (offered.length === 0 && namesOtherScheme(scheme, facts))
      return [
        ['scheme-mismatch', 'strong'],
        ['header-stripped-by-intermediary', 'weak'],
      ];
    // A Basic challenge is what a wrong password gets, too.
    if (agrees && scheme === 'basic')
      return [
        ['invalid-credentials', 'strong'],
        ['header-stripped-by-intermediary', 'weak'],
      ];
    // A server of passwords asks for them with a challenge.
    if (offered.length === 0 && scheme === 'basic')
      return [
        ['scheme-mismatch', 'strong'],
        ['header-stripped-by-intermediary', 'strong'],
        ['wrong-header-name', 'weak'],
      ];
    return agrees || (offered.length === 0 && scheme === 'bearer')
      ? [
          ['header-stripped-by-intermediary', 'strong'],
          ['scheme-mismatch', 'weak'],
          ['wrong-header-name', 'weak'],
          ['token-unknown', 'weak'],
        ]
      : [
          ['scheme-mismatch', 'strong'],
          ['malformed-header', 'weak'],
          ['wrong-header-name', 'weak'],
        ];
  }
  if (main.kind === 'session' && main.place === 'header')
    return [
      ['session-expired', 'strong'],
      ['wrong-header-name', 'weak'],
    ];
  if (main.kind === 'session')
    return [
      ['session-expired', 'strong'],
      ['credentials-missing', 'weak'],
      ['wrong-header-name', 'weak'],
    ];
  // "Authentication is required" does not say that a key in a header of its own was not seen.
  const namesPlace = /^(?:keys?|apikey|tokens?|headers?|parameters?|credentials?|authorization|bearer)$/;
  if (challenges.length > 0 && !words.some(({ text }) => namesPlace.test(text)))
    return [...refusal(facts, words), ['wrong-header-name', 'weak']];
  return [
    ['wrong-header-name', 'strong'],
    ['credentials-missing', 'weak'],
  ];
}

/** "Please log in", said to a request that sent something: it was refused, or not seen. */
function demandedCauses(facts: Facts, words: readonly Word[]): Judgements {
  const { authorization, main, purpose, challenges } = facts;
  const scheme = authorization?.credentials?.scheme.toLowerCase() ?? '';
  const offered = challenges.map(one => one.scheme.toLowerCase());
  const plain = !main || purpose !== 'resource' || main.kind === 'session' || scheme === 'basic';
  if (plain || wantsElsewhere(main, words) || (offered.length > 0 && authorization && !offered.includes(scheme)))
    return missingCauses(facts, words);
  return [...refusal(facts, words), [authorization ? 'header-stripped-by-intermediary' : 'wrong-header-name', 'weak']];
}

function refusal(facts: Facts, words: readonly Word[]): Judgements {
  return rejectedCauses(facts, words).map(([cause]) => [cause, 'weak'] as const);
}

/** "No auth token", said to a password, and "username and password required", said to a token. */
function namesOtherScheme(scheme: string, { statements }: Facts): boolean {
  const names = (pattern: RegExp) => statements.some(({ words }) => words.some(({ text }) => pattern.test(text)));
  const token = names(/^(?:tokens?|jwt|bearer)$/);
  const password = names(/^(?:basic|passwords?|usernames?)$/);
  return (scheme === 'basic' && token && !password) || (scheme === 'bearer' && password && !token);
}
