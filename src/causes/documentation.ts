import type { Cause } from './cause.ts';

/** The page `docs/causes/<id>.md`. */
export function causeDocumentation(cause: Cause): string {
  return [
    `# ${cause.title}`,
    `\`${cause.id}\``,
    cause.meaning,
    section('How to tell', list(cause.tell)),
    section('What the caller does', list(cause.caller)),
    section('What the server’s author does', list(cause.server)),
    ...(cause.response ? [`The right answer:\n\n\`\`\`http\n${cause.response}\n\`\`\``] : []),
    section('How not to be misled', cause.misled),
    section('References', list(cause.references.map(({ title, url }) => `[${title}](${url})`))),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`;
}

function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}
