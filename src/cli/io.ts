/** What a command may touch of the outside world. `main.ts` binds it to the process, tests to strings. */
export interface Io {
  readonly readStdin: () => Promise<string>;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** Whether stdout understands colours. */
  readonly color: boolean;
  /** Columns of stdout. */
  readonly width: number;
  /** Whether stderr is a terminal, so that progress may be shown. */
  readonly progress: boolean;
  /** Asks the user, where stdin and stderr are a terminal; undefined where there is no answer. */
  readonly ask?: (question: string, secret: boolean) => Promise<string | undefined>;
  /** The worker that sends; `dist/sender.js` beside the bundle. */
  readonly senderFile: string;
  /** Aborted when the user interrupts. */
  readonly interrupted: AbortSignal;
}

/** The documented meanings of the exit status. */
export const exitStatus = { ok: 0, found: 1, usage: 2, interrupted: 130 } as const;

/** Wrong usage or unreadable input: the run ends with one line on stderr and status 2. */
export class UsageError extends Error {}

export interface Command {
  /** The file's name. */
  readonly name: string;
  /** One line for the list of commands, no final full stop. */
  readonly summary: string;
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}
