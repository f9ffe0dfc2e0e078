import { stripVTControlCharacters } from 'node:util';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

export type Paint = (style: keyof typeof codes, text: string) => string;

export function painter(color: boolean): Paint {
  return (style, text) => {
    const [on, off] = codes[style];
    return color && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}

/** Text from a server or a file, made harmless to a terminal: no characters that control it or turn the text around, one line. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g,
    ' ',
  );
}

/** Breaks a text at its spaces so that no line is wider than it has to be; each line after the first is indented. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > Math.max(20, width - indent.length)) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

/** Rows with their columns aligned. The last column is as wide as it likes. */
export function table(
  rows: readonly (readonly string[])[],
  paintCell: (cell: string, column: number, row: number) => string = cell => cell,
): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  return rows
    .map((row, r) =>
      row
        .map(
          (cell, i) => paintCell(cell, i, r) + (i === row.length - 1 ? '' : ' '.repeat((widths[i] ?? 0) - cell.length)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `1 problem`, `2 problems`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A probability. Nothing is ever shown as certain. */
export function percent(confidence: number): string {
  return `${Math.min(99, Math.max(1, Math.round(confidence * 100)))} %`;
}
