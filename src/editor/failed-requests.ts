import * as vscode from 'vscode';
import type { ResultView } from '../panel/protocol.ts';
import { type Lines, shiftLines } from './shift-lines.ts';

/** A request of a file that failed when it was sent last, and why. */
export interface FailedRequest {
  /** As the panel calls it. */
  readonly source: string;
  /** `401: The token expired` */
  readonly verdict: string;
  readonly cause: string;
  readonly fixes: readonly { readonly id: string; readonly title: string }[];
  readonly lines: Lines;
}

/** In memory alone: a request is taken out when it is sent again or edited. */
class FailedRequests {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #known = new Map<string, readonly FailedRequest[]>();

  readonly onDidChange = this.#changed.event;

  of(uri: vscode.Uri): readonly FailedRequest[] {
    return this.#known.get(`${uri}`) ?? [];
  }

  /** Forgets what stood in these lines. */
  forget(uri: vscode.Uri, lines?: Lines): void {
    const others = lines
      ? this.of(uri).filter(one => one.lines.last < lines.first || one.lines.first > lines.last)
      : [];
    this.#set(uri, others);
  }

  add(uri: vscode.Uri, source: string, lines: Lines, { status, findings }: ResultView): void {
    const [finding] = findings;
    if (!finding) return;
    const { cause, title } = finding;
    const fixes = finding.fixes.filter(({ works }) => works);
    const verdict = `${status.split(' ')[0]}: ${title}`;
    this.#set(uri, [...this.of(uri), { source, verdict, cause, fixes, lines }]);
  }

  follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    let known = this.of(document.uri);
    if (known.length === 0) return;
    for (const { range, text } of contentChanges)
      known = known.flatMap(one => {
        const lines = shiftLines(one.lines, { first: range.start.line, last: range.end.line }, text);
        return lines ? [{ ...one, lines }] : [];
      });
    this.#set(document.uri, known);
  }

  #set(uri: vscode.Uri, known: readonly FailedRequest[]): void {
    if (known.length > 0) this.#known.set(`${uri}`, known);
    else this.#known.delete(`${uri}`);
    this.#changed.fire(uri);
  }
}

export const failedRequests = new FailedRequests();
