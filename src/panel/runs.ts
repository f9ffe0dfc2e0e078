import { EventEmitter } from 'vscode';
import type { ImportedRequest } from '../request/importer.ts';
import type { HistoryRun } from './history.ts';

/** A send of the panel: what is kept of it, and the true request for as long as the window lives. */
export interface FreshRun {
  readonly run: HistoryRun;
  readonly request: ImportedRequest;
}

/** Fired after each send. Who keeps the history need not have opened the panel. */
export const freshRuns = new EventEmitter<FreshRun>();
