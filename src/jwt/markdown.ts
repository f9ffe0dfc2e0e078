// Claims are whatever the maker of the token liked to write: text from here can hold no link, image, icon or markup.

const maxShown = 160;

/**
 * Any text as Markdown that shows just that text, on one line. Every ASCII punctuation character is escaped (CommonMark
 * allows that of each), so that nothing starts a link, a code span, a table cell, an autolink or a theme icon; `<` and `&`
 * become entities. What cannot be seen or turns the writing direction is shown by its code point.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, char => `U+${hexadecimal(char)} `)
    .replace(/[!-/:-@[-`{-~]/g, char => entities[char] ?? `\\${char}`);
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

function hexadecimal(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** A value as a table cell, cut off where it gets long. */
export function formatValue(text: string): string {
  if (text.length <= maxShown) return escapeMarkdown(text);
  return `${escapeMarkdown(text.slice(0, maxShown))}… (${text.length} characters)`;
}
