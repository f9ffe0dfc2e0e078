import { readFile } from 'node:fs/promises';
import type { Profile } from '../profiles/model.ts';
import type { Ready } from '../profiles/of-request.ts';
import { currentSession } from './account-session.ts';
import { profileActions } from './sign-in.ts';

/** What can be sent for the profile now, or why there is nothing. Nobody is asked. */
export async function readyProfile({ credentials }: Profile): Promise<Ready> {
  switch (credentials.kind) {
    case 'account': {
      const session = await currentSession(credentials);
      if (session.kind === 'session') return { kind: 'ready', credentials: { kind: 'bearer', token: session.token } };
      const reason = session.kind === 'failed' ? session.reason : 'VS Code was not allowed to give its sign-in';
      return { kind: 'failed', reason };
    }
    case 'signed-out':
      return { kind: 'failed', reason: 'it is signed out' };
    case 'oauth':
      return withCertificate(credentials);
    default:
      return { kind: 'ready', credentials };
  }
}

/** Servers that bind tokens to the certificate want it with every request (RFC 8705 §3). */
async function withCertificate(credentials: Extract<Profile['credentials'], { kind: 'oauth' }>): Promise<Ready> {
  const { certificate } = credentials.request;
  if (!certificate) return { kind: 'ready', credentials };
  const { readCertificate } = await profileActions();
  try {
    const clientCertificate = await readCertificate(certificate, path => readFile(path, 'utf8'));
    return { kind: 'ready', credentials, options: { clientCertificate } };
  } catch (problem) {
    return { kind: 'failed', reason: problem instanceof Error ? problem.message : String(problem) };
  }
}
