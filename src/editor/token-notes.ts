import type { DecodedToken, TokenState } from '../jwt/model.ts';
import { describeState, hasOddExpiry, nextChange, tokenState } from '../jwt/times.ts';

/** How a note is coloured; its words say the same. */
export const noteKinds = ['valid', 'expiring', 'expired', 'other'] as const;
export type NoteKind = (typeof noteKinds)[number];

export interface NotedToken {
  readonly token: DecodedToken;
  /** The line on which the token ends. */
  readonly line: number;
  /** Where in that line the words stand: at its end, or before the token where the end is out of sight. */
  readonly column: number;
}

export type Notes = readonly {
  readonly line: number;
  readonly column: number;
  readonly kind: NoteKind;
  readonly text: string;
}[];

/** `expires in 4 min`, or `expires 24 Nov 2026, 12:30` in local time. */
export type TimeStyle = 'relative' | 'absolute';

export interface NoteStyle {
  /** Milliseconds before its end at which a token expires soon. */
  readonly soon: number;
  readonly times: TimeStyle;
}

const mostNotes = 500;

/** The words beside each line with tokens, and all of them where a line has several. */
export function notesOf(tokens: readonly NotedToken[], now: number, { soon, times }: NoteStyle): Notes {
  const lines = new Map<number, { readonly column: number; readonly states: TokenState[] }>();
  for (const { line, column, token } of tokens) {
    const entry = lines.get(line) ?? { column, states: [] };
    entry.states.push(tokenState(token, now, soon));
    lines.set(line, entry);
  }
  return [...lines].slice(0, mostNotes).map(([line, { column, states }]) => {
    const texts = [...new Set(states.map(state => wordsOf(state, now, times)))];
    return { line, column, kind: worst(states.map(kindOf)), text: texts.join(' · ') };
  });
}

/** The next moment at which the words of a token change or their colour does, if there is one. */
export function nextNoteChange(token: DecodedToken, now: number, { soon, times }: NoteStyle): number | undefined {
  const state = tokenState(token, now, soon);
  const instant = times === 'absolute' ? instantOf(state) : undefined;
  if (instant === undefined) return nextChange(state, now, soon);
  if (state.kind === 'expired') return undefined;
  return state.kind === 'valid' ? instant - soon + 1 : instant;
}

function wordsOf(state: TokenState, now: number, times: TimeStyle): string {
  const instant = times === 'absolute' ? instantOf(state) : undefined;
  if (instant === undefined) return describeState(state, now);
  const date = formatInstant(instant);
  if (state.kind === 'not-yet-valid') return `not yet valid, starts ${date}`;
  return state.kind === 'expired' ? `expired ${date}` : `expires ${date}`;
}

/** The instant that a state is about; none where there is no such date, or where it has to be explained first. */
function instantOf(state: TokenState): number | undefined {
  if (state.kind === 'undecodable' || state.kind === 'no-expiry') return undefined;
  if (state.kind === 'not-yet-valid') return state.validFrom;
  return hasOddExpiry(state) ? undefined : state.expiresAt;
}

function formatInstant(instant: number): string {
  return new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

function kindOf(state: TokenState): NoteKind {
  if (state.kind === 'expired') return 'expired';
  if (state.kind !== 'valid' && state.kind !== 'expiring') return 'other';
  return hasOddExpiry(state) ? 'other' : state.kind;
}

function worst(kinds: readonly NoteKind[]): NoteKind {
  const order: readonly NoteKind[] = ['expired', 'expiring', 'other', 'valid'];
  return order.find(kind => kinds.includes(kind)) ?? 'other';
}
