// A `curl` command for the Windows command prompt, in the way of the browsers' "Copy as cURL (cmd)". Secrets become
// variables of the prompt. A carriage return cannot be written there and goes.
import { curlWords } from './curl-words.ts';
import { type Exporter, mark, writeParts } from './exporter.ts';
import { withPlaceholders } from './placeholders.ts';

export const curlCmd: Exporter = {
  id: 'curl-cmd',
  title: 'cURL (Windows cmd)',
  format(request, { showSecrets }) {
    const shown = showSecrets ? request : withPlaceholders(request, name => `${mark}${name}${mark}`).request;
    return curlWords(shown)
      .map(words => words.map(quote).join(' '))
      .join(' ^\n  ');
  },
};

function quote(text: string): string {
  if (/^[\w./:=@+,-]+$/.test(text)) return text;
  return `^"${writeParts(text, quoteText, name => `%${name}%`).join('')}^"`;
}

/** First for the program, which sees `\"` as a quote, then for the prompt, which sees `^` as an escape. */
function quoteText(text: string): string {
  return text
    .replace(/\\(?=\\{0,999}(?:"|$))/g, '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\r', '')
    .replace(/[^A-Za-z0-9\s_\-:=+~'/.,?;()*`]/g, '^$&')
    .replace(/%(?=[A-Za-z0-9_])/g, '%^')
    .replaceAll('\n', '^\n\n');
}
