// A `curl` command for a Bourne shell that sends the same request. Secrets become variables of the shell.
import { curlWords } from './curl-words.ts';
import { type Exporter, mark, writeParts } from './exporter.ts';
import { withPlaceholders } from './placeholders.ts';

export const curl: Exporter = {
  id: 'curl',
  title: 'cURL (bash)',
  format(request, { showSecrets }) {
    const shown = showSecrets ? request : withPlaceholders(request, name => `${mark}${name}${mark}`).request;
    return curlWords(shown)
      .map(words => words.map(quote).join(' '))
      .join(' \\\n  ');
  },
};

/** 'text'"$VARIABLE"'text' */
function quote(text: string): string {
  return writeParts(text, quoteText, name => `"$${name}"`).join('') || "''";
}

function quoteText(text: string): string {
  if (text === '' || /^[\w./:=@%+,-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
