import { ConfigurationTarget, window, workspace } from 'vscode';
import { plain } from './notices.ts';
import { settings } from './settings.ts';
import { isTrustedToSend } from './trust.ts';

export type Consent = 'listed' | 'once' | 'refused';

/** Whether an issuer may be asked for this. Who is not in the setting is asked about, and may be put there. */
export async function askForConsent(issuer: string, wanted: 'its keys' | 'its token endpoint'): Promise<Consent> {
  if (!isTrustedToSend()) return 'refused';
  if (settings.trustedIssuers().includes(issuer)) return 'listed';
  const asked = wanted === 'its keys' ? 'its metadata and its public keys' : 'its metadata';
  const picked = await window.showInformationMessage(
    `Ask ${issuer.slice(0, 300)} for ${wanted}?`,
    {
      modal: true,
      detail: `The token names it as its issuer. It is sent no token, only a request for ${asked}. "Always" adds it to the setting why401.trustedIssuers.`,
    },
    'Once',
    'Always',
  );
  if (picked === undefined) return 'refused';
  return picked === 'Always' && (await list(issuer)) ? 'listed' : 'once';
}

/** Settings may be read-only, or have been changed by another window: the answer then holds for this once. */
async function list(issuer: string): Promise<boolean> {
  const listed = [...settings.trustedIssuers(), issuer];
  try {
    await workspace.getConfiguration('why401').update('trustedIssuers', listed, ConfigurationTarget.Global);
    return true;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    void window.showWarningMessage(
      plain(`${issuer.slice(0, 200)} is asked once, because the setting cannot be written: ${reason}`),
    );
    return false;
  }
}
