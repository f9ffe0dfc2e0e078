// The diagnosis: from an exchange to ranked findings. Facts are computed once (exchange.ts), detectors and providers say
// what they see, rank.ts weighs it. It knows no network, no clock of its own and no editor, and it repairs nothing: fixes
// are named here and done elsewhere.
import { findScheme } from '../auth/schemes/index.ts';
import { type CauseId, causeById } from '../causes/catalogue.ts';
import { providers as allProviders } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import type { Exchange } from '../request/model.ts';
import { maskSecret } from '../text/mask.ts';
import { detectors } from './detectors/index.ts';
import { type Facts, readFacts } from './exchange.ts';
import { experiments } from './experiments.ts';
import { fixesFor } from './fixes.ts';
import { guesses } from './guesses.ts';
import type { Diagnosis, Evidence, Finding, Reference } from './model.ts';
import { observe } from './observations.ts';
import { readProviders, recogniseProviders } from './providers.ts';
import { type RankedCause, rank } from './rank.ts';
import type { SentCredential } from './sent.ts';
import { titleOf } from './titles.ts';

export interface DiagnosisContext {
  /** Other exchanges of the same run or recording, oldest first. */
  readonly earlier?: readonly Exchange[];
  /** What experiments have shown since, to be weighed like all else. */
  readonly experiments?: readonly Evidence[];
  /** Providers to know; all of them where absent. */
  readonly providers?: readonly Provider[];
}

const mostFindings = 6;

/** Never throws. No findings mean that nothing failed, or that no response came. */
export function diagnose(exchange: Exchange, context: DiagnosisContext = {}): Diagnosis {
  const { response } = exchange;
  if (!response) return { findings: [], observations: [] };
  const facts = readFacts(exchange, response, context.earlier ?? []);
  const providers = recogniseProviders(facts, context.providers ?? allProviders);
  const known = readProviders(facts, providers);
  const secrets = secretsOf(facts.sent);
  const generic = detectors.filter(one => facts.failed || one.readsSuccess).flatMap(one => one.detect(facts));
  const shown = context.experiments ?? [];
  const evidence = [...yieldToProviders(generic, known), ...known, ...shown].map(one => maskEvidence(one, secrets));
  const ranked = rank(evidence).slice(0, mostFindings);
  return { findings: ranked.map(one => toFinding(one, facts, providers)), observations: observe(facts) };
}

/** Servers echo keys: "Incorrect API key provided: …". What was sent is never shown whole, but the name of a scheme is. */
function secretsOf(sent: readonly SentCredential[]): string[] {
  return sent
    .flatMap(({ value, credentials, password }) => [value, credentials?.rest, credentials?.token68, password])
    .filter((secret): secret is string => secret !== undefined && secret.length >= 6 && !findScheme(secret))
    .sort((a, b) => b.length - a.length);
}

/** What the detector of placeholders quotes is no secret. */
function maskEvidence(evidence: Evidence, secrets: readonly string[]): Evidence {
  if (evidence.source === 'placeholder') return evidence;
  return {
    ...evidence,
    text: secrets.reduce((text, secret) => text.replaceAll(secret, maskSecret(secret)), evidence.text),
  };
}

/** A provider's own words beat the general reading of them. */
function yieldToProviders(generic: readonly Evidence[], known: readonly Evidence[]): Evidence[] {
  if (known.every(one => one.strength === 'weak')) return [...generic];
  const general = new Set(['server-words', 'oauth-error']);
  return generic.map(one => (general.has(one.source) ? { ...one, strength: 'weak' } : one));
}

function toFinding(
  { cause, confidence, evidence }: RankedCause,
  facts: Facts,
  providers: readonly Provider[],
): Finding {
  const entry = causeById(cause);
  const ordered = [...evidence].sort((a, b) => rankOf(a) - rankOf(b));
  const documentation = providers.map(({ title, documentation: url }) => ({ title: `${title} documentation`, url }));
  return {
    cause,
    confidence,
    title: confidence < 0.5 ? guesses[cause] : (titleOf(cause, facts) ?? entry.title),
    why: whyOf(ordered),
    evidence: ordered,
    ...(confidence < 0.9 ? { experiment: experiments[cause] } : {}),
    fixes: fixesFor(cause, facts),
    references: [...ownPages(cause, facts, providers), ...entry.references, ...documentation],
  };
}

/** Where a key or a password is renewed comes first. */
const ofKeys: readonly CauseId[] = [
  'invalid-api-key',
  'token-expired',
  'token-revoked',
  'token-unknown',
  'insufficient-scope',
  'credentials-expired',
  'wrong-environment',
];
const ofPasswords: readonly CauseId[] = ['invalid-credentials', 'credentials-expired', 'account-disabled'];

function ownPages(cause: CauseId, { url }: Facts, providers: readonly Provider[]): Reference[] {
  // The same software on another host has other accounts.
  const own = providers.filter(({ recognise }) => recognise.hosts?.some(host => host.test(url?.hostname ?? '')));
  return own.flatMap(({ title, account, passwordReset }) => [
    ...(account !== undefined && ofKeys.includes(cause)
      ? [{ title: `Your keys and tokens at ${title}`, url: account }]
      : []),
    ...(passwordReset !== undefined && ofPasswords.includes(cause)
      ? [{ title: `Reset your password at ${title}`, url: passwordReset }]
      : []),
  ]);
}

function rankOf({ strength, against }: Evidence): number {
  return ['decisive', 'strong', 'weak'].indexOf(strength) + (against ? 10 : 0);
}

/** The two best reasons, from different sources where there are. */
function whyOf(evidence: readonly Evidence[]): string {
  const reasons = evidence.filter(one => !one.against);
  const first = reasons[0];
  const second = reasons.find(one => one.source !== first?.source && one.text !== first?.text);
  return [first, second].flatMap(one => (one ? [one.text] : [])).join('; ');
}
