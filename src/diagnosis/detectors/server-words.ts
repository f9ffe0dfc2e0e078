import type { Facts, SpokenStatement } from '../exchange.ts';
import { type Judgement, resolveMeaning } from '../meaning.ts';
import type { Evidence, Pointer } from '../model.ts';
import { findPhrases, type PhraseMatch } from '../phrases.ts';
import { phraseBook } from '../wording/index.ts';
import type { Detector } from './detector.ts';
import { example, exampleToken } from './example.ts';

/** What the server says, in words and in codes: `TokenExpiredError`, `token_expired` and "The token has expired" alike. */
export const serverWords: Detector = {
  id: 'server-words',
  speaksFor: [
    'token-expired',
    'credentials-missing',
    'invalid-api-key',
    'account-disabled',
    'permission-denied',
    'audience-mismatch',
  ],
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

function detect(facts: Facts): Evidence[] {
  if (!speaks(facts)) return [];
  return facts.statements
    .filter(one => !silentNames.test(one.name))
    .flatMap(statement => readStatement(statement, facts));
}

/** A success says nothing of a failure, unless it holds an error. */
function speaks({ status, statements }: Facts): boolean {
  if (status >= 400) return true;
  return (
    statements.some(
      ({ name, text }) =>
        (name === 'errors' ||
          name === 'error' ||
          name === 'error_code' ||
          name === 'errcode' ||
          name === 'error_message') &&
        !/^(?:false|null|0|none|ok)?$/i.test(text),
    ) ||
    statements.some(({ name, text }) => (name === 'ok' || name === 'success') && text === 'false') ||
    hasGraphQlErrors(statements) ||
    hasGrpcFailure(statements)
  );
}

function hasGraphQlErrors(statements: readonly SpokenStatement[]): boolean {
  return (
    statements.some(({ name, text }) => name === 'code' && /^[A-Z_]{4,40}$/.test(text)) &&
    statements.some(({ name }) => name === 'message')
  );
}

function hasGrpcFailure(statements: readonly SpokenStatement[]): boolean {
  return statements.some(({ name, text }) => name === 'grpc-status' && text !== '0');
}

function readStatement(statement: SpokenStatement, facts: Facts): Evidence[] {
  const found = findPhrases(statement.words, phraseBook);
  return found.flatMap(match => {
    const meanings = typeof match.wording.means === 'string' ? [match.wording.means] : match.wording.means;
    const judgements = meanings.flatMap(meaning => resolveMeaning(meaning, match.wording.strength, facts));
    return judgements.map(judgement => toEvidence(judgement, match, statement, meanings.length > 1));
  });
}

function toEvidence(
  { cause, strength }: Judgement,
  match: PhraseMatch,
  statement: SpokenStatement,
  shared: boolean,
): Evidence {
  return {
    cause,
    // One sentence that names several causes proves none of them.
    strength: shared && strength === 'decisive' ? 'strong' : strength,
    source: 'server-words',
    text: `The server says "${quote(statement.text, match)}"`,
    pointer: pointerOf(statement, match),
  };
}

/** The sentence that was matched, cut to a readable length. */
function quote(text: string, match: PhraseMatch): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= 160) return flat;
  const start = Math.max(0, match.span.start - 60);
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
