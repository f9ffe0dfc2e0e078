import type { Exchange } from './model.ts';

/** What a reference in a `.http` file may need from outside the file. Whatever is absent is unresolved, never guessed. */
export interface Lookup {
  /** From the chosen environment and from prompts. A variable of the file wins. */
  variable?(name: string): string | undefined;
  /** The last exchange of the request that is named so. */
  exchange?(name: string): Exchange | undefined;
  /** A variable of the process, or of a `.env` file. */
  processEnv?(name: string): string | undefined;
  dotenv?(name: string): string | undefined;
  /** The text of a file that the request names, relative to the `.http` file. */
  file?(path: string): string | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** Minutes that local time is ahead of UTC. */
  readonly utcOffset?: number;
  /** At least 0 and less than 1, as `Math.random`. */
  random?(): number;
}
