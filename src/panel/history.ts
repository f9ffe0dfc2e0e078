// What was sent, as it is kept: runs without a secret in them, newest first, and no more than fit. How an exchange is masked
// is in history-entry.ts, and how a run is written in history-text.ts; this file is light, and loaded with the extension.
import type { Exchange, HttpRequest } from '../request/model.ts';

/** One send. Every secret is masked, and long texts are cut. */
export interface HistoryRun {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds. */
  readonly duration?: number;
  /** Where the request came from, such as `api.http: login`. */
  readonly source?: string;
  /** Of the most probable finding: its id in the catalogue of causes. */
  readonly cause?: string;
  /** What the finding says, or what happened instead. */
  readonly title: string;
  readonly exchange: KeptExchange;
  /** What the JWT in a header says, by the header's name in lower case. */
  readonly tokens: Readonly<Record<string, readonly string[]>>;
}

export type KeptExchange = Pick<Exchange, 'request' | 'response' | 'failure' | 'hops'>;

const mostRuns = 100;
/** Of all runs together, as JSON. VS Code warns of a state of more than 512 KiB. */
const mostCharacters = 400_000;

/** With a new run; the oldest go where they are too many. */
export function addRun(runs: readonly HistoryRun[], run: HistoryRun): readonly HistoryRun[] {
  let room = mostCharacters;
  const kept = [run, ...runs].slice(0, mostRuns);
  const end = kept.findIndex(one => {
    room -= JSON.stringify(one).length;
    return room < 0;
  });
  return end < 0 ? kept : kept.slice(0, Math.max(1, end));
}

/** What a state holds that can be shown; anything else in it is left out. */
export function readRuns(state: unknown): readonly HistoryRun[] {
  return Array.isArray(state) ? state.filter(isRun) : [];
}

/** The last run before this one of the same method and address; the query may differ. */
export function previousRun(runs: readonly HistoryRun[], run: HistoryRun): HistoryRun | undefined {
  const key = keyOf(run);
  return runs.slice(runs.findIndex(({ id }) => id === run.id) + 1).find(other => keyOf(other) === key);
}

/** `401 · token expired`, `200 OK` */
export function labelOf({ exchange: { response }, cause }: HistoryRun): string {
  const status = response ? String(response.status) : 'No response';
  if (cause !== undefined) return `${status} · ${cause.replaceAll('-', ' ')}`;
  return `${status} ${response?.statusText ?? ''}`.trim();
}

/** `401 token expired ↔ 200 OK` */
export function titleOfComparison(before: HistoryRun, after: HistoryRun): string {
  return [before, after].map(run => labelOf(run).replace(' · ', ' ')).join(' ↔ ');
}

/** `GET api.example.com/me` */
export function addressOf({ exchange }: HistoryRun): string {
  const { method, url } = firstRequest(exchange);
  return `${method} ${url.replace(/^https?:\/\/(?:[^@/]*@)?/i, '').replace(/[?#].*$/s, '')}`;
}

/** The request before any redirect. */
export function firstRequest({ request, hops }: KeptExchange): HttpRequest {
  return hops[0]?.request ?? request;
}

export type RunOutcome = 'ok' | 'refused' | 'failed' | 'no-response';

export function outcomeOf({ exchange: { response } }: HistoryRun): RunOutcome {
  if (!response) return 'no-response';
  if (response.status === 401 || response.status === 403 || response.status === 407) return 'refused';
  return response.status >= 400 ? 'failed' : 'ok';
}

function keyOf(run: HistoryRun): string {
  return addressOf(run).toLowerCase();
}

function isRun(value: unknown): value is HistoryRun {
  const run = value as Partial<HistoryRun> | null;
  return (
    typeof run === 'object' &&
    typeof run?.id === 'string' &&
    typeof run.at === 'number' &&
    typeof run.title === 'string' &&
    typeof run.tokens === 'object' &&
    typeof run.exchange?.request?.url === 'string' &&
    Array.isArray(run.exchange.hops)
  );
}
