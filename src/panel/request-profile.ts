import type { Diagnosis } from '../diagnosis/model.ts';
import type { ImportedRequest } from '../request/importer.ts';
import type { Exchange, Header, HttpRequest } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import type { FixPrompt, ProfileAction, ProfileView } from './protocol.ts';

/** The profile that the request of the form is sent with. Which it is, and what becomes of its tokens, is decided there. */
export interface RequestProfile {
  /** For another request, which may name its profile. */
  reset(name?: string): void;
  choose(id: string, url: string): void;
  chooseNone(): void;
  show(request: ImportedRequest): ProfileView | undefined;
  keep(request: ImportedRequest): Promise<void>;
  stop(request: ImportedRequest): Promise<void>;
  /** What speaks against sending; `agreed`: the user wants new tokens. */
  check(request: ImportedRequest, agreed: boolean): Promise<readonly ProfileWarning[] | 'cancelled'>;
  use(request: ImportedRequest): Promise<UsedProfile | undefined>;
  judge(exchange: Exchange, diagnosis: Diagnosis): 'renew' | 'ask' | undefined;
  /** The one that was used can get new tokens. */
  readonly renews: boolean;
  renew(): Promise<boolean>;
  /** Without asking, from now on. */
  renewAlways(): Promise<void>;
  takeBack<T extends HttpRequest>(request: T): T;
}

export interface UsedProfile {
  readonly name: string;
  readonly headers: readonly Header[];
  readonly options: SendOptions;
}

export interface ProfileWarning {
  readonly message: string;
  readonly renews?: true;
}

/** True where the request is to be sent with new tokens. */
export async function changeProfile(
  profile: RequestProfile | undefined,
  action: ProfileAction,
  request: ImportedRequest,
): Promise<boolean> {
  switch (action) {
    case 'none':
      profile?.chooseNone();
      return false;
    case 'keep':
      await profile?.keep(request);
      return false;
    case 'stop':
      await profile?.stop(request);
      return false;
    case 'renew':
      return true;
    case 'always':
      await profile?.renewAlways();
      return true;
  }
}

export function askToRenew(name: string): FixPrompt {
  const text = 'The server no longer takes its access token. A new one is got once, and the request sent once more';
  return { finding: 0, fix: 'refresh-token', title: `Refresh the token of "${name}"`, text, questions: [] };
}
