import { ConfigurationTarget, window, workspace } from 'vscode';
import { settings } from './settings.ts';
import { isTrustedToSend } from './trust.ts';

export type Consent = 'listed' | 'once' | 'refused';

/** Whether an issuer may be asked for its keys. Who is not in the setting is asked about, and may be put there. */
export async function askForConsent(issuer: string): Promise<Consent> {
  if (!isTrustedToSend()) return 'refused';
  if (settings.trustedIssuers().includes(issuer)) return 'listed';
  const picked = await window.showInformationMessage(
    `Ask ${issuer.slice(0, 300)} for its keys?`,
    {
      modal: true,
      detail:
        'The token names it as its issuer. It is sent no token, only a request for its metadata and its public keys. "Always" adds it to the setting why401.trustedIssuers.',
    },
    'Once',
    'Always',
  );
  if (picked === undefined) return 'refused';
  if (picked === 'Once') return 'once';
  await workspace
    .getConfiguration('why401')
    .update('trustedIssuers', [...settings.trustedIssuers(), issuer], ConfigurationTarget.Global);
  return 'listed';
}
