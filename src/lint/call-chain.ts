import { closingOf, skipNewlines } from './brackets.ts';
import { keepMethod, listCall } from './calls.ts';
import type { Language } from './languages.ts';
import type { Token } from './scan.ts';
import type { Source } from './site.ts';

export interface CallChain {
  /** The index of the first token after it. */
  readonly end: number;
  /** The last name. */
  readonly callee: string;
  /** The last call that changes what the chain gives, and how many there are. */
  readonly last: { readonly open: number; readonly callee: string } | undefined;
  readonly calls: number;
  /** The bracket of the first call, where that makes a list. */
  readonly list: number | undefined;
}

/** A name at `start` with what follows it before `limit`: members, calls, indexes. */
export function callChain(
  source: Source,
  tokens: readonly Token[],
  language: Language,
  start: number,
  limit: number,
): CallChain {
  const first = tokens[start]?.text ?? '';
  let at = start + 1;
  let callee = first;
  let last: CallChain['last'];
  let list: number | undefined;
  let calls = 0;
  while (at < limit) {
    const token = tokens[at];
    const text = token?.text ?? '';
    const next = tokens[at + 1];
    if (text === '!' && (next?.text === '(' || next?.text === '[')) {
      callee += '!';
      at++;
    } else if (
      text === '(' ||
      (text === '[' && token?.start === tokens[at - 1]?.end) ||
      (text === '{' && /^(?:String|string|vec!)$/.test(callee))
    ) {
      const close = closingOf(tokens, at);
      if (text !== '[' && (!keepMethod.test(callee) || last === undefined || encodes(source, tokens, at, close))) {
        list = calls === 0 && listCall.test(callee) ? at : list;
        last = { open: at, callee };
        calls++;
      }
      at = close + 1;
    } else if (text === '<' && next?.kind === 'name' && /^(?:>|\[|,)$/.test(tokens[at + 2]?.text ?? '')) {
      at = afterAngle(tokens, at, limit);
    } else if (
      (text === '.' && !(language.joins.includes('.') && language.id !== 'text')) ||
      ['?.', '::', '->', '!', '|>'].includes(text)
    ) {
      if (next?.kind !== 'name' && next?.text !== '(' && next?.text !== '[' && next?.text !== '<') {
        if (text === '!') at++;
        break;
      }
      if (text === '::' && next.text === '<') {
        at = afterAngle(tokens, at + 1, limit);
        continue;
      }
      if (next.kind === 'name') callee = next.text;
      at += next.kind === 'name' ? 2 : 1;
    } else if (
      token?.kind === 'newline' &&
      tokens[skipNewlines(tokens, at)]?.text === '.' &&
      !language.joins.includes('.')
    ) {
      at = skipNewlines(tokens, at);
    } else if (token?.kind === 'string' && at === start + 1 && first === 'format!') {
      at++;
    } else break;
  }
  return { end: at, callee, last, calls, list };
}

/** `toString('base64')` and the like change the text. */
function encodes({ text }: Source, tokens: readonly Token[], open: number, close: number): boolean {
  const written = text.slice(tokens[open]?.start ?? 0, tokens[close]?.end ?? 0);
  return written.length < 40 && /64|hex/i.test(written);
}

function afterAngle(tokens: readonly Token[], at: number, limit: number): number {
  for (let next = at; next < Math.min(limit, at + 40); next++) if (tokens[next]?.text === '>') return next + 1;
  return at + 1;
}
