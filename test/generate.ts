// What is derived from the registries: pages, README tables and settings. `npm run generate` writes them, and the
// registry test fails where one of them is stale.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { causes } from '../src/causes/catalogue.ts';
import { causeDocumentation } from '../src/causes/documentation.ts';
import { ruleDocumentation } from '../src/lint/documentation.ts';
import type { Rule } from '../src/lint/rule.ts';
import { rules } from '../src/lint/rules/index.ts';

export const root = join(import.meta.dirname, '..');

/** Folders of which every file is generated. */
export const generatedFolders = ['docs/rules', 'docs/causes'];

/** Every generated file as it should be, by path from the root. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const rule of rules) files.set(`docs/rules/${rule.id}.md`, ruleDocumentation(rule));
  for (const cause of causes) files.set(`docs/causes/${cause.id}.md`, causeDocumentation(cause));
  files.set('package.json', withRuleSettings(read('package.json')));
  files.set('README.md', withTable(withTable(read('README.md'), 'rules', ruleTable()), 'causes', causeTable()));
  return files;
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function withRuleSettings(manifest: string): string {
  const parsed = JSON.parse(manifest);
  const setting = parsed.contributes.configuration.properties['why401.rules'];
  setting.properties = Object.fromEntries(rules.map(rule => [rule.id, severitySetting(rule)]));
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}

function severitySetting({ severity, summary }: Rule) {
  return { enum: ['off', 'hint', 'info', 'warning', 'error'], default: severity, description: summary };
}

function ruleTable(): string {
  const rows = rules.map(({ id, severity, summary }) => `| [${id}](docs/rules/${id}.md) | ${severity} | ${summary} |`);
  return ['| Rule | Severity | What it reports |', '|---|---|---|', ...rows].join('\n');
}

function causeTable(): string {
  const rows = causes.map(({ id, title }) => `| [${id}](docs/causes/${id}.md) | ${title} |`);
  return ['| Cause | In a word |', '|---|---|', ...rows].join('\n');
}

function withTable(document: string, name: string, table: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [document.indexOf(open), document.indexOf(close)];
  if (start < 0 || end < start) throw new TypeError(`README.md has no table between "${open}" and "${close}"`);
  return `${document.slice(0, start + open.length)}\n${table}\n${document.slice(end)}`;
}

function write(): void {
  const files = generatedFiles();
  for (const folder of generatedFolders) {
    mkdirSync(join(root, folder), { recursive: true });
    for (const name of readdirSync(join(root, folder)))
      if (!files.has(`${folder}/${name}`)) rmSync(join(root, folder, name));
  }
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

if (process.argv[1] === import.meta.filename) write();
