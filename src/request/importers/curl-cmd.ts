// Reads `curl` commands for the Windows command prompt, as the browser's "Copy as cURL (cmd)" gives them: carets escape,
// and what is left is split by the rules of Microsoft's C runtime.
import type { Importer } from '../importer.ts';
import type { RequestProblem } from '../problem.ts';
import type { Word } from '../shell.ts';
import { readCurlCommand } from './curl.ts';

export const curlCmd: Importer = {
  id: 'curl-cmd',
  title: 'cURL command (Windows cmd)',
  recognises: text => /^\s*curl(?:\.exe)?\s/.test(text.slice(0, 2000)) && (text.includes('^"') || /\^\r?\n/.test(text)),
  parse(text) {
    const problems: RequestProblem[] = [];
    const requests = readCurlCommand({ words: splitWords(removeCarets(text)) }, problems);
    if (requests.length === 0 && problems.length === 0)
      problems.push({ code: 'no-curl', severity: 'error', message: 'No "curl" command was found' });
    return { requests, problems };
  },
};

/** A character, and where it stood. */
interface Placed {
  readonly character: string;
  readonly at: number;
}

/** Outside quotes, `^` takes the meaning from the next character; before a line break, it takes the break away. */
function removeCarets(text: string): Placed[] {
  const result: Placed[] = [];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    let character = text[i] ?? '';
    if (character === '"') quoted = !quoted;
    else if (character === '^' && !quoted) {
      i++;
      if (text[i] === '\r' && text[i + 1] === '\n') i++;
      if (text[i] === '\n') {
        i++;
        if (text[i] === '\r' && text[i + 1] === '\n') i++;
        // `^`, a break and another break stand for one break.
        if (text[i] !== '\n') {
          i--;
          continue;
        }
      }
      character = text[i] ?? '';
    } else if (character === '\n' && !quoted) break;
    const variable =
      character === '%' && text[i - 1] !== '^' ? /^%([A-Z_][A-Z0-9_]{2,60})%/.exec(text.slice(i, i + 64)) : null;
    if (variable) {
      for (const one of `{{${variable[1]}}}`) result.push({ character: one, at: i });
      i += variable[0].length - 1;
    } else result.push({ character, at: i });
  }
  return result;
}

/** `"` quotes, `\"` and, within quotes, `""` are a quote; other backslashes are themselves. */
function splitWords(characters: readonly Placed[]): Word[] {
  const words: Word[] = [];
  let word: { text: string; start: number } | undefined;
  let quoted = false;
  for (let i = 0; i < characters.length; i++) {
    const { character, at } = characters[i] as Placed;
    if (!quoted && character.trim() === '') {
      if (word) words.push({ text: word.text, span: { start: word.start, end: at } });
      word = undefined;
      continue;
    }
    word ??= { text: '', start: at };
    let slashes = 0;
    while (characters[i + slashes]?.character === '\\') slashes++;
    if (slashes > 0) {
      const beforeQuote = characters[i + slashes]?.character === '"';
      word.text += '\\'.repeat(beforeQuote ? slashes >> 1 : slashes);
      i += slashes - 1;
      if (beforeQuote && slashes % 2 === 1) {
        word.text += '"';
        i++;
      }
    } else if (character !== '"') word.text += character;
    else if (quoted && characters[i + 1]?.character === '"') {
      word.text += '"';
      i++;
    } else quoted = !quoted;
  }
  const last = characters.at(-1);
  if (word && last) words.push({ text: word.text, span: { start: word.start, end: last.at + 1 } });
  return words;
}
