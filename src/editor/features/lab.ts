import * as vscode from 'vscode';
import type { Lab } from '../../lab/lab.ts';
import { isTrustedToSend } from '../trust.ts';

/** The 401 lab: servers on this computer that fail on purpose, and the requests to them as an `.http` document. */
export function register(): vscode.Disposable {
  let lab: Lab | undefined;

  async function open(): Promise<void> {
    if (!isTrustedToSend()) return;
    if (!lab) {
      const { startLab } = await import('../../lab/lab.ts');
      lab = await startLab();
      await vscode.commands.executeCommand('setContext', 'why401.labRuns', true);
    }
    const document = await vscode.workspace.openTextDocument({ language: 'http', content: lab.httpFile });
    await vscode.window.showTextDocument(document);
    const stopIt = 'Stop the Lab';
    const picked = await vscode.window.showInformationMessage(
      `The 401 lab listens on ${lab.origin}. Choose "Send and explain" above a request.`,
      stopIt,
    );
    if (picked === stopIt) await stop();
  }

  async function stop(): Promise<void> {
    const running = lab;
    lab = undefined;
    await vscode.commands.executeCommand('setContext', 'why401.labRuns', false);
    await running?.stop();
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand('why401.openLab', open),
    vscode.commands.registerCommand('why401.stopLab', stop),
    { dispose: () => void lab?.stop() },
  );
}
