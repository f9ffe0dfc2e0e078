import * as vscode from 'vscode';
import { formatRelative } from '../jwt/times.ts';
import { addressOf, type HistoryRun, labelOf, outcomeOf, type RunOutcome } from '../panel/history.ts';
import type { HistoryStore } from './history-store.ts';
import { refreshWhileSeen } from './refresh-while-seen.ts';
import { runAddress } from './run-documents.ts';

const icons: Readonly<Record<RunOutcome, vscode.ThemeIcon>> = {
  ok: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  refused: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  failed: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  'no-response': new vscode.ThemeIcon('debug-disconnect', new vscode.ThemeColor('list.warningForeground')),
};

/** The list of runs. Nothing is read before it is seen. */
export function showHistory(history: HistoryStore): HistoryView {
  const changed = new vscode.EventEmitter<undefined>();
  const view = vscode.window.createTreeView('why401.history', {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: run => (run ? [] : [...history.runs]),
      getTreeItem: toItem,
    },
  });
  const refresh = () => changed.fire(undefined);
  const owned = vscode.Disposable.from(view, changed, refreshWhileSeen(view, refresh));
  return { refresh, selection: () => view.selection, dispose: () => owned.dispose() };
}

export interface HistoryView extends vscode.Disposable {
  refresh(): void;
  selection(): readonly HistoryRun[];
}

/** `2 min ago · GET api.example.com/me` */
export function describeRun(run: HistoryRun): string {
  return `${formatRelative(run.at, Date.now())} · ${addressOf(run)}`;
}

function toItem(run: HistoryRun): vscode.TreeItem {
  const item = new vscode.TreeItem(labelOf(run));
  item.id = run.id;
  item.description = describeRun(run);
  item.tooltip = [labelOf(run), run.title, item.description, run.source].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: `${labelOf(run)}, ${item.description}`.replaceAll(' · ', ', ') };
  item.contextValue = 'run';
  item.iconPath = icons[outcomeOf(run)];
  item.command = { title: 'Show', command: 'vscode.open', arguments: [runAddress(run), { preview: true }] };
  return item;
}
