import * as vscode from 'vscode';
import type { IssuerVerification, IssuerVerifier } from '../../oauth/verify-with-issuer.ts';
import { openVault } from '../../panel/vault.ts';
import { askForConsent } from '../issuer-consent.ts';
import { IssuerSender, withCancel } from '../issuer-sender.ts';
import { plain } from '../notices.ts';
import { findTokenOf, type TokenPlace } from '../token-at.ts';
import { verifications } from '../verifications.ts';

type Engine = typeof import('../../oauth/verification.ts');

interface Way extends vscode.QuickPickItem {
  /** Undefined where the user changed their mind. */
  run(): Promise<Outcome | undefined>;
}

interface Outcome {
  readonly result: IssuerVerification;
  /** What was pasted, for the user to have it remembered. */
  readonly pasted?: string;
}

const mostKeyBytes = 1024 * 1024;

/** Checks the signature of a token: with its issuer's keys, or with what the user has. Never by itself. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const vault = openVault(context);
  const sender = new IssuerSender(context);
  let verifier: IssuerVerifier | undefined;

  async function verifyHere(place?: TokenPlace): Promise<void> {
    const found = await findTokenOf(place);
    if (!found) return;
    const { compact } = found.token;
    const engine = await import('../../oauth/verification.ts');
    const beforehand = await engine.verifyToken(compact, undefined);
    if (beforehand.kind === 'cannot-check') return void (await tell(engine, beforehand));
    const name = engine.secretNameOf(compact);
    const kept = name === undefined ? undefined : (await vault.read(name))?.secret;
    const issuer = beforehand.kind === 'not-verified' ? engine.issuerOf(compact) : undefined;
    const ways = [
      ...(issuer === undefined ? [] : [issuerWay(engine, compact, issuer)]),
      ...(kept === undefined ? [] : [keptWay(engine, compact, kept)]),
      pasteWay(engine, compact),
      fileWay(engine, compact),
    ];
    const way = await vscode.window.showQuickPick(ways, { title: 'Verify the signature of the token' });
    const outcome = await way?.run();
    if (!outcome) return;
    const { result, pasted } = outcome;
    if (result.kind !== 'failed') verifications.set(compact, result);
    const remember = 'Remember';
    const mayRemember = pasted !== undefined && result.kind === 'verified' && name !== undefined;
    const picked = await tell(engine, result, ...(mayRemember ? [remember] : []));
    if (picked === remember && mayRemember) await vault.write(name, { secret: pasted });
  }

  function issuerWay(engine: Engine, compact: string, issuer: string): Way {
    return {
      label: "With the issuer's keys",
      description: issuer.slice(0, 200),
      async run() {
        const consent = await askForConsent(issuer, 'its keys');
        if (consent === 'refused') return undefined;
        verifier ??= engine.createIssuerVerifier(sender.send, Date.now);
        const { verify } = verifier;
        const result = await withCancel(`Asking ${issuer.slice(0, 200)} for its keys`, signal =>
          verify(compact, { allowPrivate: consent === 'listed', signal }),
        );
        return result && { result };
      },
    };
  }

  return vscode.Disposable.from(sender, vscode.commands.registerCommand('why401.verifyToken', verifyHere));
}

function keptWay(engine: Engine, compact: string, secret: string): Way {
  return {
    label: 'With the secret or key that is remembered',
    description: 'for this issuer and key',
    run: async () => ({ result: await engine.verifyWithText(compact, secret, 'what is remembered', Date.now) }),
  };
}

function pasteWay(engine: Engine, compact: string): Way {
  return {
    label: 'With a secret or key that I paste',
    description: 'secret, PEM, JWK or JWK set',
    async run() {
      const pasted = await vscode.window.showInputBox({
        prompt: 'The secret, or a key as PEM, JWK or JWK set',
        password: true,
        ignoreFocusOut: true,
      });
      if (!pasted) return undefined;
      return { result: await engine.verifyWithText(compact, pasted, 'what was pasted', Date.now), pasted };
    },
  };
}

function fileWay(engine: Engine, compact: string): Way {
  return {
    label: 'With a key file…',
    description: 'PEM, JWK or JWK set',
    async run() {
      const [file] = (await vscode.window.showOpenDialog({ title: 'Key file', openLabel: 'Verify' })) ?? [];
      if (!file) return undefined;
      const name = file.path.split('/').at(-1) ?? '';
      if ((await vscode.workspace.fs.stat(file)).size > mostKeyBytes)
        return { result: { kind: 'failed', message: `"${name}" is longer than 1 MiB, which is no key` } };
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      // An editor ends a file with a line break, and no secret does.
      return { result: await engine.verifyWithText(compact, text.replace(/\r?\n$/, ''), name, Date.now) };
    },
  };
}

function tell(engine: Engine, result: IssuerVerification, ...actions: string[]): Thenable<string | undefined> {
  if (result.kind === 'failed')
    return vscode.window.showErrorMessage(plain(`The token is not verified: ${result.message}`), ...actions);
  const text = plain(`Signature: ${engine.describeVerification(result)}`);
  return result.kind === 'verified'
    ? vscode.window.showInformationMessage(text, ...actions)
    : vscode.window.showWarningMessage(text, ...actions);
}
