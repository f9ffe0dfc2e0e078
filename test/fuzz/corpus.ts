import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/lint/rules/index.ts';

export interface Sample {
  readonly text: string;
}

/** The rules' examples and the fixtures; a fixture of many snippets gives each of them. */
export function readCorpus(): Sample[] {
  const examples = rules.flatMap(({ examples }) => examples.map(example => JSON.stringify(example)));
  const fixtures = filesIn(join(import.meta.dirname, '../fixtures')).map(file => readFileSync(file, 'utf8'));
  return [...examples, ...fixtures, ...fixtures.flatMap(text => text.split(/^=== .*\n/m))]
    .filter(text => text !== '')
    .map(text => ({ text }));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile());
}
