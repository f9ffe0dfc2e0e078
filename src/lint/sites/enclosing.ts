import { closingOf } from '../brackets.ts';
import { plainText } from '../literal.ts';
import type { Token } from '../scan.ts';
import type { Enclosing, Source } from '../site.ts';

/** The brackets around the token at `at`, innermost first: at most five, within reach. */
export function enclosingOf(source: Source, tokens: readonly Token[], at: number): Enclosing[] {
  const found: Enclosing[] = [];
  let depth = 0;
  let index = 0;
  for (let back = at - 1; back >= Math.max(0, at - 500) && found.length < 5; back--) {
    const text = tokens[back]?.text ?? '';
    if (text === ')' || text === ']' || text === '}') depth++;
    else if (text === ',' && depth === 0) index++;
    else if (text === '(' || text === '[' || text === '{') {
      if (depth > 0) {
        depth--;
        continue;
      }
      const close = closingOf(tokens, back, Math.min(tokens.length, back + 3000));
      found.push({
        bracket: text,
        span: { start: tokens[back]?.start ?? 0, end: tokens[Math.min(close, tokens.length - 1)]?.end ?? 0 },
        callee: text === '(' ? calleeBefore(tokens, back) : '',
        index,
        key: keyBefore(source, tokens, back),
      });
      index = 0;
    }
  }
  return found;
}

/** The names and dots before a bracket, such as `axios.post`. */
function calleeBefore(tokens: readonly Token[], open: number): string {
  let callee = '';
  for (let back = open - 1; back >= Math.max(0, open - 12); back--) {
    const token = tokens[back];
    if (!token) break;
    const wantsName = callee === '' || /^(?:\.|::|->|\?\.|!)/.test(callee);
    if (
      token.kind === 'name'
        ? !wantsName
        : !/^(?:\.|::|->|\?\.|!)$/.test(token.text) || (callee === '' && token.text !== '!')
    )
      break;
    callee = token.text + callee;
  }
  return callee;
}

function keyBefore(source: Source, tokens: readonly Token[], open: number): string {
  let back = open - 1;
  while (
    back > 0 &&
    /^(?:new|\(|@|Headers|HttpHeaders|array|map|Map|string|\]|\[|&|http|\.|Header|of|mapOf|hashMapOf|dict)$/.test(
      tokens[back]?.text ?? '',
    )
  )
    back--;
  const sign = tokens[back]?.text ?? '';
  if (sign !== ':' && sign !== '=>' && sign !== '=' && sign !== ':=') return '';
  const key = tokens[back - 1];
  if (key?.kind === 'name') return key.text;
  return key?.segment ? (plainText(source.text, key.segment, source.language) ?? '') : '';
}

/** The method of a callee, `set` in `headers.set`. */
export function lastName(callee: string): string {
  return callee
    .slice(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf('>'), callee.lastIndexOf(':')) + 1)
    .replace(/!$/, '');
}
