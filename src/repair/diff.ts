// What a repair changes in a request, for a person to see before anything is sent: lines that go and lines that come, with
// every secret masked, and what a secret that goes to another server than before is.
import { findCredentials } from '../diagnosis/sent.ts';
import type { HttpRequest } from '../request/model.ts';
import { replaceInRequest } from '../request/secrets.ts';
import type { SendOptions } from '../request/sender.ts';
import { maskSecret } from '../text/mask.ts';
import { originOf } from '../text/origin.ts';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface RequestDiff {
  readonly lines: readonly DiffLine[];
  /** What lines do not show, such as the server that gets a token now and did not before. */
  readonly notes: readonly string[];
}

/** A request, and what the sender adds to it by itself. */
export interface Sendable {
  readonly request: HttpRequest;
  readonly options?: SendOptions;
}

/** Lines of a body that stay, on each side of a change; more of them say nothing. */
const context = 2;
/** Of a longer body only the beginning is compared. */
const mostLines = 400;
const mostCharacters = 300;

export function diffRequests(before: Sendable, after: Sendable): RequestDiff {
  const mask = distinctMask();
  const lines = compareLines(linesOf(before, mask), linesOf(after, mask));
  return { lines: shorten(lines), notes: notesOf(before, after) };
}

/** `+ Authorization: Bearer eyJhbG…212` */
export function formatDiff({ lines, notes }: RequestDiff): string {
  const signs = { same: ' ', removed: '-', added: '+' };
  return [...lines.map(({ kind, text }) => `${signs[kind]} ${text}`), ...notes.map(note => `! ${note}`)].join('\n');
}

/** Two secrets never look the same, although they begin alike and are of one length. */
function distinctMask(): (secret: string) => string {
  const seen = new Map<string, string[]>();
  return secret => {
    const shown = maskSecret(secret);
    const alike = seen.get(shown) ?? [];
    seen.set(shown, alike);
    if (!alike.includes(secret)) alike.push(secret);
    const nth = alike.indexOf(secret);
    if (nth === 0) return shown;
    return nth === 1 ? `${shown} (another one)` : `${shown} (another one, ${nth})`;
  };
}

function linesOf({ request, options = {} }: Sendable, mask: (secret: string) => string): readonly string[] {
  const { method, url, headers, body } = replaceInRequest(request, mask);
  const { digest, aws, proxy } = options;
  const text = body?.text ?? '';
  return [
    `${method} ${url}`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    ...(digest ? [`Authorization: Digest for "${digest.user}", password ${mask(digest.password)}`] : []),
    ...(aws ? [`Authorization: AWS4-HMAC-SHA256 ${[aws.service, aws.region].filter(Boolean).join(', ')}`.trim()] : []),
    ...(proxy?.authorization === undefined ? [] : [`Proxy-Authorization: ${mask(proxy.authorization)}`]),
    ...(text === '' ? [] : ['', ...text.split(/\r?\n/).slice(0, mostLines)]),
  ].map(visible);
}

/** A character that cannot be seen is often the very thing that changes. */
function visible(line: string): string {
  const shown = line.replace(/[^\P{C}\t]|[^\P{Z} ]/gu, found => `\\u{${found.codePointAt(0)?.toString(16)}}`);
  return shown.length > mostCharacters ? `${shown.slice(0, mostCharacters)}…` : shown;
}

/** The longest common subsequence; what goes stands before what comes. */
function compareLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', text: old });
      i++;
    } else {
      lines.push({ kind: 'added', text: fresh ?? '' });
      j++;
    }
  }
  return lines;
}

/** The head stays whole; of the body, what stands far from any change is left out. */
function shorten(lines: readonly DiffLine[]): readonly DiffLine[] {
  const blank = lines.findIndex(({ text }) => text === '');
  const head = blank < 0 ? lines : lines.slice(0, blank);
  const body = blank < 0 ? [] : lines.slice(blank);
  const near = (at: number) => body.slice(Math.max(0, at - context), at + context + 1).some(isChange);
  const kept = body.flatMap((line, at): DiffLine[] => {
    if (near(at)) return [line];
    return at === 0 || near(at - 1) ? [{ kind: 'same', text: '…' }] : [];
  });
  return [...head, ...(body.some(isChange) ? kept : [])];
}

function isChange({ kind }: DiffLine): boolean {
  return kind !== 'same';
}

function notesOf(before: Sendable, after: Sendable): readonly string[] {
  const [from, to] = [originOf(before.request.url), originOf(after.request.url)];
  if (from === to) return [];
  const { digest, aws, clientCertificate } = after.options ?? {};
  const names = findCredentials(after.request).map(({ name }) => `"${name}"`);
  if (digest) names.push('a Digest answer');
  if (aws) names.push('a signature for AWS');
  if (clientCertificate) names.push('the client certificate');
  const what = names.length > 0 ? `${[...new Set(names)].join(', ')} with it` : 'no credentials';
  return [`It goes to "${to}" instead of "${from}", and ${what}`];
}
