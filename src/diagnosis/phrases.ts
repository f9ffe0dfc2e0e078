import type { CauseId } from '../causes/catalogue.ts';
import type { Span } from '../text/span.ts';
import type { Strength } from './model.ts';
import type { Word } from './words.ts';

/**
 * What a text means. Besides causes there are neutral meanings, because the same sentence is another cause for another
 * kind of credentials: `expired` is the token, the session or the key, whichever was sent. `demanded` is a sentence such as
 * "please log in", which does not say that nothing came.
 */
export type Meaning =
  | CauseId
  | 'missing'
  | 'demanded'
  | 'rejected'
  | 'expired'
  | 'revoked'
  | 'malformed'
  | 'denied'
  | 'nothing';

/**
 * Phrases with one meaning. In a phrase, `a|b` is either word, `word*` a beginning, `[word]` may be left out, `..` is
 * up to three words and `...` up to eight, none of them a negation or an "or".
 */
export interface Wording {
  readonly means: Meaning | readonly Meaning[];
  readonly strength: Strength;
  readonly phrases: readonly string[];
}

export interface PhraseMatch {
  readonly wording: Wording;
  readonly phrase: string;
  readonly span: Span;
  readonly first: number;
  readonly last: number;
  /** How many words the phrase has itself, gaps not counted. */
  readonly words: number;
}

interface Step {
  readonly words: readonly string[];
  readonly prefixes: readonly string[];
  readonly optional: boolean;
  /** Words that may stand before this one. */
  readonly gap: number;
}

interface CompiledPhrase {
  readonly wording: Wording;
  readonly phrase: string;
  readonly steps: readonly Step[];
}

/** What a gap may not hold: a negation turns the meaning round, and after "or" comes another meaning. */
const barriers = new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 'or']);

export interface PhraseBook {
  readonly byWord: ReadonlyMap<string, readonly CompiledPhrase[]>;
  readonly byPrefix: readonly (readonly [string, CompiledPhrase])[];
}

export function compilePhrases(wordings: readonly Wording[]): PhraseBook {
  const byWord = new Map<string, CompiledPhrase[]>();
  const byPrefix: [string, CompiledPhrase][] = [];
  for (const wording of wordings) {
    for (const phrase of wording.phrases) {
      const compiled = { wording, phrase, steps: compilePhrase(phrase) };
      for (const word of compiled.steps[0]?.words ?? []) {
        const known = byWord.get(word);
        if (known) known.push(compiled);
        else byWord.set(word, [compiled]);
      }
      for (const prefix of compiled.steps[0]?.prefixes ?? []) byPrefix.push([prefix, compiled]);
    }
  }
  return { byWord, byPrefix };
}

function compilePhrase(phrase: string): Step[] {
  const steps: Step[] = [];
  let gap = 0;
  for (const part of phrase.split(' ')) {
    if (part === '..') gap = 3;
    else if (part === '...') gap = 8;
    else {
      const optional = part.startsWith('[');
      const choices = (optional ? part.slice(1, -1) : part).split('|');
      const words = choices.filter(choice => !choice.endsWith('*'));
      const prefixes = choices.filter(choice => choice.endsWith('*')).map(choice => choice.slice(0, -1));
      steps.push({ words, prefixes, optional, gap });
      gap = 0;
    }
  }
  return steps;
}

/** The phrases that occur in a text. A match inside one of more words is left out: the other one knows more. */
export function findPhrases(words: readonly Word[], book: PhraseBook): PhraseMatch[] {
  const matches: PhraseMatch[] = [];
  words.forEach((word, first) => {
    const candidates = book.byPrefix.filter(([prefix]) => word.text.startsWith(prefix)).map(([, phrase]) => phrase);
    for (const candidate of [...(book.byWord.get(word.text) ?? []), ...candidates]) {
      const last = isNegated(words, first) ? undefined : matchSteps(words, first, candidate.steps);
      if (last === undefined) continue;
      const span = { start: word.span.start, end: words[last]?.span.end ?? word.span.end };
      matches.push({
        wording: candidate.wording,
        phrase: candidate.phrase,
        span,
        first,
        last,
        words: candidate.steps.length,
      });
    }
  });
  return matches.filter(match => !matches.some(other => covers(other, match) || isInside(other, match)));
}

/** "Has not expired", "not yet expired". */
function isNegated(words: readonly Word[], first: number): boolean {
  const before = words[first - 1];
  const farther = words[first - 2];
  const sentence = words[first]?.sentence;
  if (before?.sentence !== sentence) return false;
  return (
    before?.text === 'not' ||
    ((before?.text === 'yet' || before?.text === 'been') && farther?.text === 'not' && farther.sentence === sentence)
  );
}

function covers(outer: PhraseMatch, inner: PhraseMatch): boolean {
  if (isNeutral(outer) && !isNeutral(inner)) return false;
  return outer.words > inner.words && outer.first <= inner.first && outer.last >= inner.last;
}

/** "Unable to find a valid CSRF token" is about CSRF. */
function isInside(inner: PhraseMatch, outer: PhraseMatch): boolean {
  return isNeutral(outer) && !isNeutral(inner) && inner.first > outer.first && inner.last < outer.last;
}

const neutral: ReadonlySet<Meaning | readonly Meaning[]> = new Set([
  'missing',
  'demanded',
  'rejected',
  'denied',
  'malformed',
]);

function isNeutral({ wording }: PhraseMatch): boolean {
  return neutral.has(wording.means);
}

/** The index of the last matching word. */
function matchSteps(
  words: readonly Word[],
  first: number,
  steps: readonly Step[],
  step = 0,
  at = first,
): number | undefined {
  const wanted = steps[step];
  if (!wanted) return at - 1;
  for (let skipped = 0; skipped <= wanted.gap; skipped++) {
    const word = words[at + skipped];
    if (!word || word.sentence !== words[first]?.sentence) break;
    if (matchesStep(word.text, wanted)) {
      const last = matchSteps(words, first, steps, step + 1, at + skipped + 1);
      if (last !== undefined) return last;
    }
    if (barriers.has(word.text)) break;
  }
  return wanted.optional ? matchSteps(words, first, steps, step + 1, at) : undefined;
}

function matchesStep(word: string, step: Step): boolean {
  return step.words.includes(word) || step.prefixes.some(prefix => word.startsWith(prefix));
}
