import type { Look } from './look.ts';
import { painter, plain, wrap } from './paint.ts';

interface Row {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly meaning: string;
}

/** What `rules` and `causes` print for a person. */
export function formatCatalogue(rows: readonly Row[], look: Look): string {
  const paint = painter(look.color);
  return rows
    .map(({ id, severity, title, meaning }) => {
      const head = `${paint('bold', id)}  ${paint('dim', severity)}\n  ${plain(title)}\n`;
      return `${head}    ${paint('dim', wrap(plain(meaning), look.width, '    '))}\n`;
    })
    .join('\n');
}
