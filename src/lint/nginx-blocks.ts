import type { Span } from '../text/span.ts';

// The blocks of an nginx configuration with the directives that stand in each. Words and quotes, nothing else: which
// directive means what is for others to know.

export interface Block {
  readonly directives: readonly Directive[];
  readonly blocks: readonly Block[];
}

export interface Directive {
  readonly words: readonly string[];
  readonly span: Span;
}

interface Open {
  readonly directives: Directive[];
  readonly blocks: Block[];
}

const part = /#[^\n]*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|[{};]|(?:\$\{\w{1,80}\}|[^\s{};"'#])+/g;

/** The outermost block, which is the file. A brace that nothing opened or closed ends what there is. */
export function nginxBlocks(text: string): Block {
  const root: Open = { directives: [], blocks: [] };
  const stack = [root];
  let words: string[] = [];
  let start = 0;
  for (const match of text.matchAll(part)) {
    const [word] = match;
    const top = stack.at(-1) ?? root;
    if (word.startsWith('#')) continue;
    if (word === ';') {
      top.directives.push({ words, span: { start, end: match.index + 1 } });
      words = [];
    } else if (word === '{') {
      const block: Open = { directives: [], blocks: [] };
      top.blocks.push(block);
      stack.push(block);
      words = [];
    } else if (word === '}') {
      if (stack.length > 1) stack.pop();
      words = [];
    } else {
      if (words.length === 0) start = match.index;
      words.push(word.replace(/^(["'])([\s\S]*)\1$/, '$2'));
    }
  }
  return root;
}
