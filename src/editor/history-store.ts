import type { Memento } from 'vscode';
import { addRun, type HistoryRun, readRuns } from '../panel/history.ts';
import type { FreshRun } from '../panel/runs.ts';
import type { ImportedRequest } from '../request/importer.ts';

const key = 'why401.history';
/** True requests with their secrets, which are in memory alone. */
const mostRequests = 20;

/** The runs of the workspace, newest first. The state is read when somebody first asks. */
export class HistoryStore {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #requests = new Map<string, ImportedRequest>();
  #runs: readonly HistoryRun[] | undefined;

  constructor(state: Pick<Memento, 'get' | 'update'>) {
    this.#state = state;
  }

  get runs(): readonly HistoryRun[] {
    this.#runs ??= readRuns(this.#state.get(key));
    return this.#runs;
  }

  find(id: string): HistoryRun | undefined {
    return this.runs.find(run => run.id === id);
  }

  /** As it was sent, where this window sent it. */
  requestOf({ id }: HistoryRun): ImportedRequest | undefined {
    return this.#requests.get(id);
  }

  async add({ run, request }: FreshRun): Promise<void> {
    this.#requests.set(run.id, request);
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > mostRequests && oldest !== undefined) this.#requests.delete(oldest);
    await this.#set(addRun(this.runs, run));
  }

  async delete(runs: readonly HistoryRun[]): Promise<void> {
    const ids = new Set(runs.map(({ id }) => id));
    for (const id of ids) this.#requests.delete(id);
    await this.#set(this.runs.filter(({ id }) => !ids.has(id)));
  }

  async #set(runs: readonly HistoryRun[]): Promise<void> {
    this.#runs = runs;
    await this.#state.update(key, runs.length > 0 ? runs : undefined);
  }
}
