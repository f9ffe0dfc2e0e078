import { numericDate } from '../clock.ts';
import { example, exampleToken } from '../example.ts';
import { type Facts, failsOnToken, type SpokenStatement } from '../exchange.ts';
import { type Judgement, resolveMeaning } from '../meaning.ts';
import type { Evidence, Pointer } from '../model.ts';
import { findPhrases, type Meaning, type PhraseMatch } from '../phrases.ts';
import { phraseBook, spokenCauses } from '../wording/index.ts';
import type { Detector } from './detector.ts';

/** What the server says, in words and in codes: `TokenExpiredError`, `token_expired` and "The token has expired" alike. */
export const serverWords: Detector = {
  id: 'server-words',
  speaksFor: spokenCauses,
  examples: [
    example(
      'a sentence names the cause',
      ['account-disabled'],
      `> POST https://api.example.com/login
       > {"user":"a","password":"b"}
       < 403
       < Content-Type: application/json
       {"message":"Your account has been locked"}`,
    ),
    example(
      'a code in camel case is read as words',
      ['audience-mismatch'],
      `> GET https://api.example.com/
       > Authorization: Bearer ${exampleToken({ sub: 'a' })}
       < 401
       < Content-Type: application/json
       {"error":"InvalidAudienceException"}`,
    ),
    example(
      'a negated sentence is not its opposite',
      [],
      `> GET https://api.example.com/
       > Authorization: Bearer abc
       < 401
       < Content-Type: text/plain
       This key has not expired`,
    ),
  ],
  detect,
};

/** Names under which servers put what is no statement about the failure. */
const silentNames =
  /^(?:path|url|uri|instance|timestamp|time|date|trace|stack|stacktrace|traceid|requestid|request_id|correlationid|id|docs?|documentation|documentation_url|help|more_info|moreinfo|href|link|links|type_uri|servertime|hostid|resource|error_uri|style|expires_in|method|host|a|li|footer|nav|option|label|button)$/;

/** `challenge-error` reads it: RFC 6750 §3.1 has it stand for "expired, revoked, malformed, or invalid for other reasons". */
function isChallengeCode({ name, text, pointer }: SpokenStatement): boolean {
  return name === 'error' && text === 'invalid_token' && pointer.kind === 'response-header';
}

/** GraphQL servers give this code to every error that nobody gave another one, "Not authorized" among them. */
function isDefaultCode({ name, text }: SpokenStatement, { status, aboutAuth }: Facts): boolean {
  return name === 'code' && text === 'INTERNAL_SERVER_ERROR' && status < 500 && aboutAuth;
}

interface Spoken {
  readonly statement: SpokenStatement;
  readonly match: PhraseMatch;
}

function detect(facts: Facts): Evidence[] {
  const all = facts.statements
    .filter(one => !silentNames.test(one.name) && !isChallengeCode(one) && !isDefaultCode(one, facts))
    .flatMap(statement => findPhrases(statement.words, phraseBook).map(match => ({ statement, match })));
  const spoken = all.filter(one => !isOtherHalf(one, all, facts) && !isOfForm(one, all));
  const best = Math.max(...spoken.map(one => precision(one, facts)));
  return spoken.filter(one => precision(one, facts) === best).flatMap(one => readSpoken(one, facts));
}

/** "Invalid credentials, or a missing header", "Invalid token - token not found": what was sent was not missing. */
function isOtherHalf({ statement, match }: Spoken, all: readonly Spoken[], { main }: Facts): boolean {
  if (!main || match.wording.means !== 'missing') return false;
  return all.some(other => other.statement === statement && other.match.wording.means === 'rejected');
}

/** In "the CSRF session token is missing", neither a session nor a token is. */
function isOfForm({ statement, match }: Spoken, all: readonly Spoken[]): boolean {
  if (match.wording.means === 'csrf-token-invalid') return false;
  return all.some(
    other =>
      other.statement === statement &&
      other.match.wording.means === 'csrf-token-invalid' &&
      statement.words[other.match.first]?.sentence === statement.words[match.first]?.sentence,
  );
}

const general: ReadonlySet<Meaning> = new Set(['rejected', 'denied', 'nothing']);

/** "Access denied" beside "the key has expired" is no second opinion, nor is "a token is required" where one was sent. */
function precision({ match }: Spoken, facts: Facts): number {
  const { main, status } = facts;
  const meanings = meaningsOf(match);
  if ((status === 401 || failsOnToken(facts)) && meanings.includes('not-an-auth-failure')) return 0;
  if (match.wording.strength === 'weak' || meanings.some(meaning => general.has(meaning))) return 0;
  return (meanings.includes('missing') || meanings.includes('demanded')) && main ? 1 : 2;
}

function meaningsOf({ wording }: PhraseMatch): readonly Meaning[] {
  return typeof wording.means === 'string' ? [wording.means] : wording.means;
}

function readSpoken({ statement, match }: Spoken, facts: Facts): Evidence[] {
  const said = meaningsOf(match);
  const meanings = said.filter(meaning => said.length === 1 || !isRuledOut(meaning, said, facts));
  const judgements = meanings.flatMap(meaning =>
    resolveMeaning(meaning, match.wording.strength, facts, statement.words),
  );
  // Another status than 401 or 403, and no word of authentication: the sentence is about the content.
  const beside = !facts.aboutAuth && facts.purpose === 'resource' && ![401, 403, 407].includes(facts.status);
  const ofAccount = facts.main !== undefined && said.includes('account-disabled');
  const ofForm = said.includes('not-an-auth-failure') || said.includes('csrf-token-invalid');
  if (beside && !ofForm && !ofAccount) return [];
  if (isContent(facts, judgements, statement.words)) return [];
  const doubtful = meanings.length > 1 || hasAlternative(statement, match);
  // What else the sentence names counts as well.
  const others =
    facts.main && meanings.every(meaning => hasRefusalBeside.has(meaning)) && hasAlternative(statement, match)
      ? resolveMeaning('rejected', said.includes('account-disabled') ? 'weak' : 'strong', facts, statement.words)
      : [];
  return [...judgements, ...others].map(judgement => toEvidence(judgement, match, statement, doubtful));
}

/** "Missing or invalid": where something was sent, it was not missing. "Invalid or expired": not where `exp` lies ahead. */
function isRuledOut(meaning: Meaning, said: readonly Meaning[], { main, token, clock }: Facts): boolean {
  if (meaning === 'missing') return main !== undefined && said.includes('rejected');
  const exp = numericDate(token?.payload?.exp);
  return meaning === 'expired' && exp !== undefined && clock.now !== undefined && exp > clock.now + clock.error;
}

/** "Wrong password or disabled account", "invalid/expired". */
const hasRefusalBeside: ReadonlySet<Meaning> = new Set(['expired', 'token-expired', 'revoked', 'account-disabled']);

const signedContent = /^(?:files?|images?|documents?|pdf|png|jpeg|uploads?|webhooks?|packages?|archives?)$/;

/** A file's signature, a coupon, a reset link: on a status that is about the content, these need credentials of their kind. */
function isContent(
  { status, main, sent, purpose, challenges, url }: Facts,
  judgements: readonly Judgement[],
  words: SpokenStatement['words'],
): boolean {
  // A rate limit speaks of attempts, and what a 404 does not find may be what its path names: `/tokens/99`.
  if (status === 429 && judgements.every(one => one.cause !== 'not-an-auth-failure')) return true;
  const sentSession = sent.some(one => one.kind === 'session' && one.place !== 'cookie');
  if (status === 404 && !sentSession && words.some(({ text }) => namesResource(url?.pathname ?? '', text))) return true;
  if (purpose !== 'resource' || challenges.length > 0 || ![400, 404, 409, 422].includes(status)) return false;
  const names = (cause: Judgement['cause']) => judgements.some(one => one.cause === cause);
  return (
    names('grant-invalid') ||
    (names('signature-invalid') && (main?.kind !== 'jwt' || words.some(({ text }) => signedContent.test(text)))) ||
    (names('invalid-credentials') && main?.kind !== 'basic' && main?.kind !== 'password')
  );
}

function namesResource(path: string, word: string): boolean {
  const parts = path.toLowerCase().split('/');
  return word.length > 3 && parts.some(part => part === word || part === `${word}s`);
}

/** "Invalid key, address, or permissions" names more than one cause, whichever of them is known. */
function hasAlternative({ words, text: whole }: SpokenStatement, { first, last, span }: PhraseMatch): boolean {
  // "Token invalid/expired": a stroke between two words is an "or".
  if (/[a-z]{4}\/[a-z]{4}/i.test(whole.slice(Math.max(0, span.start - 5), span.end + 5))) return true;
  const sentence = words[first]?.sentence;
  return words.some(
    ({ text, sentence: own }, index) => text === 'or' && own === sentence && (index < first || index > last),
  );
}

function toEvidence(
  { cause, strength }: Judgement,
  match: PhraseMatch,
  statement: SpokenStatement,
  doubtful: boolean,
): Evidence {
  return {
    cause,
    // One sentence that names several causes proves none of them.
    strength: doubtful && strength === 'decisive' ? 'strong' : strength,
    source: 'server-words',
    text: `The server says "${quote(statement.text, match)}"`,
    pointer: pointerOf(statement, match),
  };
}

/** The sentence that was matched, cut to a readable length. */
function quote(text: string, match: PhraseMatch): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= 160) return flat;
  const near = Math.max(0, match.span.start - 60);
  const space = near === 0 ? -1 : text.indexOf(' ', near);
  const start = space >= 0 && space < match.span.start ? space + 1 : near;
  return `${start > 0 ? '…' : ''}${text
    .slice(start, match.span.end + 60)
    .replace(/\s+/g, ' ')
    .trim()}…`;
}

function pointerOf({ pointer }: SpokenStatement, match: PhraseMatch): Pointer {
  if ((pointer.kind !== 'response-body' && pointer.kind !== 'response-header') || !pointer.span) return pointer;
  const start = pointer.span.start + match.span.start;
  return { ...pointer, span: { start, end: Math.min(pointer.span.start + match.span.end, pointer.span.end) } };
}
