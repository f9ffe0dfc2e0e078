import * as vscode from 'vscode';
import { addressOf, type HistoryRun, labelOf, previousRun, titleOfComparison } from '../../panel/history.ts';
import { freshRuns } from '../../panel/runs.ts';
import { HistoryStore } from '../history-store.ts';
import { describeRun, showHistory } from '../history-view.ts';
import { plain } from '../notices.ts';
import { openPanel } from '../open-panel.ts';
import { runAddress, runOf, runScheme, textOf } from '../run-documents.ts';
import { isTrustedToSend } from '../trust.ts';

/** What was sent from this workspace, with its secrets masked: shown, sent again and compared. */
export function register(context: vscode.ExtensionContext): vscode.Disposable {
  const history = new HistoryStore(context.workspaceState);
  const view = showHistory(history);

  /** The list shows at once what the state will keep. */
  function change(kept: Promise<void>): Promise<void> {
    view.refresh();
    return kept;
  }

  /** What a command was called for: a row of the view, or a document that shows a run. */
  function given(target: unknown): HistoryRun | undefined {
    if (target instanceof vscode.Uri) return runOf(target, history);
    const { id } = (target ?? {}) as Partial<HistoryRun>;
    return typeof id === 'string' ? history.find(id) : undefined;
  }

  async function show(): Promise<void> {
    const run = await choose('Show Run');
    if (run) await vscode.window.showTextDocument(runAddress(run));
  }

  async function sendAgain(target?: unknown): Promise<void> {
    if (!isTrustedToSend()) return;
    const run = given(target) ?? (await choose('Send Again'));
    if (!run) return;
    const { withoutMasks } = await import('../../panel/history-text.ts');
    const sent = history.requestOf(run);
    const { request, missing } = sent ? { request: sent, missing: [] } : withoutMasks(run);
    const panel = await openPanel(context);
    const message = `The history keeps no secrets: put ${missing.join(', ')} back, then send the request`;
    panel.load(request, run.source, missing.length > 0 ? [{ message }] : []);
    if (missing.length === 0) await panel.send();
  }

  async function compare(target?: unknown, selected?: readonly unknown[]): Promise<void> {
    const rows = selected ?? (target === undefined ? view.selection() : []);
    const [first, second, ...more] = rows.flatMap(row => given(row) ?? []);
    if (first && second && more.length === 0) return compareTwo(first, second);
    const one = given(target) ?? (await choose('Compare Runs (1 of 2)'));
    if (one) await compareWithAnother(one);
  }

  async function compareWithAnother(one: HistoryRun): Promise<void> {
    const other = await choose(
      `Compare "${labelOf(one)}" With`,
      history.runs.filter(({ id }) => id !== one.id),
    );
    if (other) await compareTwo(one, other);
  }

  async function compareWithPrevious(target?: unknown): Promise<void> {
    const run = given(target) ?? history.runs[0];
    if (!run) return sayEmpty();
    const before = previousRun(history.runs, run);
    if (before) return compareTwo(before, run);
    const another = 'Compare With Another…';
    const message = plain(`There is no earlier run of ${addressOf(run)}.`);
    const picked = await vscode.window.showInformationMessage(message, another);
    if (picked === another) await compareWithAnother(run);
  }

  /** The older one stands on the left. */
  async function compareTwo(...runs: [HistoryRun, HistoryRun]): Promise<void> {
    const [before, after] = runs.sort((a, b) => a.at - b.at);
    const sides = [runAddress(before, 'compared'), runAddress(after, 'compared')];
    await vscode.commands.executeCommand('vscode.diff', ...sides, titleOfComparison(before, after));
  }

  /** `selection`: the key of the view was pressed. */
  async function remove(target?: unknown, selected?: readonly unknown[]): Promise<void> {
    const rows = target === 'selection' ? view.selection() : (selected ?? [target]);
    const chosen = target === undefined ? [await choose('Delete Run')] : rows;
    const runs = chosen.flatMap(row => given(row) ?? []);
    if (runs.length > 0) await change(history.delete(runs));
  }

  async function clear(): Promise<void> {
    const { runs } = history;
    if (runs.length === 0) return sayEmpty();
    const clearIt = 'Clear';
    const detail = `${runs.length === 1 ? 'One run is' : `${runs.length} runs are`} deleted, of this workspace alone.`;
    const options = { modal: true, detail };
    const picked = await vscode.window.showWarningMessage('Clear the history of requests?', options, clearIt);
    if (picked === clearIt) await change(history.delete(runs));
  }

  async function choose(title: string, runs = history.runs): Promise<HistoryRun | undefined> {
    if (runs.length === 0) return void sayEmpty(history.runs.length > 0);
    const items = runs.map(run => ({ label: labelOf(run), description: describeRun(run), detail: run.title, run }));
    const options = { title, matchOnDescription: true, matchOnDetail: true };
    return (await vscode.window.showQuickPick(items, options))?.run;
  }

  return vscode.Disposable.from(
    view,
    freshRuns.event(fresh => change(history.add(fresh))),
    vscode.workspace.registerTextDocumentContentProvider(runScheme, {
      provideTextDocumentContent: address => textOf(address, history),
    }),
    vscode.commands.registerCommand('why401.showRun', show),
    vscode.commands.registerCommand('why401.sendAgain', sendAgain),
    vscode.commands.registerCommand('why401.compareRuns', compare),
    vscode.commands.registerCommand('why401.compareWithPrevious', compareWithPrevious),
    vscode.commands.registerCommand('why401.deleteRun', remove),
    vscode.commands.registerCommand('why401.clearHistory', clear),
  );
}

function sayEmpty(isOne = false): void {
  const what = isOne ? 'There is no other run in the history' : 'The history is empty';
  void vscode.window.showInformationMessage(`${what}: send a request first.`);
}
