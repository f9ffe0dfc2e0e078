import type { DecodedToken, TokenState } from '../jwt/model.ts';
import { describeState, tokenState } from '../jwt/times.ts';

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

const mostNotes = 500;

/** The words beside each line with tokens: `expires in 4 min`, and all of them where a line has several. */
export function notesOf(tokens: readonly NotedToken[], now: number, soon: number): Notes {
  const lines = new Map<number, { readonly column: number; readonly states: TokenState[] }>();
  for (const { line, column, token } of tokens) {
    const entry = lines.get(line) ?? { column, states: [] };
    entry.states.push(tokenState(token, now, soon));
    lines.set(line, entry);
  }
  return [...lines].slice(0, mostNotes).map(([line, { column, states }]) => {
    const texts = [...new Set(states.map(state => describeState(state, now)))];
    return { line, column, kind: worst(states.map(kindOf)), text: texts.join(' · ') };
  });
}

function kindOf({ kind }: TokenState): NoteKind {
  return kind === 'valid' || kind === 'expiring' || kind === 'expired' ? kind : 'other';
}

function worst(kinds: readonly NoteKind[]): NoteKind {
  const order: readonly NoteKind[] = ['expired', 'expiring', 'other', 'valid'];
  return order.find(kind => kinds.includes(kind)) ?? 'other';
}
