import type { EnvironmentTls } from './environment-tls.ts';
import type { HttpFile } from './http-file.ts';
import type { JsonMember } from './json-members.ts';
import type { Exchange } from './model.ts';
import type { SignedIn, WantedSignIn } from './sign-in.ts';

export interface Question {
  /** The whole expression; the same one is asked once. */
  readonly expression: string;
  readonly text: string;
  readonly secret: boolean;
  readonly suggestion?: string;
  /** To pick one of. */
  readonly choices?: readonly string[];
}

/** What a reference in a `.http` file may need from outside the file. Whatever is absent is unresolved, never guessed. */
export interface Lookup {
  /** From the chosen environment and from prompts. A variable of the file wins. */
  variable?(name: string): string | undefined;
  /** Those of the environment `$shared`. */
  shared?(name: string): string | undefined;
  /** Why a variable that is known has no value, as half a sentence. */
  absence?(name: string): string | undefined;
  /** The answer of the user to `{{$input …}}` and its like. */
  answer?(question: Question): string | undefined;
  /** The last exchange of the request that is named so. */
  exchange?(name: string): Exchange | undefined;
  /** `Security.Auth.<id>` of the chosen environment, the strongest first. */
  auth?(id: string): readonly JsonMember[] | undefined;
  /** What a sign-in gave; undefined until somebody has signed in. */
  tokens?(wanted: WantedSignIn): SignedIn | undefined;
  /** How the chosen environment has TLS. */
  readonly tls?: EnvironmentTls;
  /** A variable of the process, or of a `.env` file. */
  processEnv?(name: string): string | undefined;
  dotenv?(name: string): string | undefined;
  /** The bytes of a file that the request names, relative to the `.http` file. */
  file?(path: string): Uint8Array | undefined;
  /** The files that `# @import` names, and those that these import. */
  readonly imports?: readonly HttpFile[];
  /** Names for `# @profile`; absent where nobody knows of profiles. */
  readonly profiles?: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** Minutes that local time is ahead of UTC. */
  readonly utcOffset?: number;
  /** At least 0 and less than 1, as `Math.random`. */
  random?(): number;
}
