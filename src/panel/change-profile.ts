import type { ProfileOfRequest } from '../profiles/of-request.ts';
import type { ImportedRequest } from '../request/importer.ts';
import type { FixPrompt, ProfileAction } from './protocol.ts';

/** True where the request is to be sent with new tokens. */
export async function changeProfile(
  profile: ProfileOfRequest | undefined,
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
