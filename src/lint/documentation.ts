import { applyEdits } from '../text/span.ts';
import { lintText } from './lint.ts';
import type { Example, Rule } from './rule.ts';

// A rule's page, `docs/rules/<id>.md`, from what the rule says of itself: the same examples that its tests run.

/** What a Markdown fence calls the language of a file, where that is not its ending. */
const fences: Readonly<Record<string, string>> = {
  cs: 'csharp',
  ex: 'elixir',
  kt: 'kotlin',
  m: 'objectivec',
  pl: 'perl',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  tf: 'hcl',
  yml: 'yaml',
};

export function ruleDocumentation(rule: Rule): string {
  const wrong = rule.examples.filter(example => 'bad' in example);
  const right = rule.examples.filter(example => 'good' in example);
  const sections = [
    `# ${rule.id}`,
    `${rule.summary}.`,
    `| Severity | Confidence | Fix |\n|---|---|---|\n| ${rule.severity} | ${rule.confidence} | ${fixWord(rule)} |`,
    `## Why\n\n${rule.rationale}`,
    `## Wrong\n\n${wrong.map(example => fenced(example, example.bad)).join('\n\n')}`,
    right.length > 0 || wrong.some(example => example.fixed !== undefined) ? rightSection(rule) : '',
    `## Fix safety\n\n${fixSafety(rule)}`,
    rule.notReported === undefined ? '' : `## Not reported\n\n${rule.notReported}`,
    `## Options\n\n${options(rule)}`,
    rule.references ? `## References\n\n${rule.references.map(reference => `- ${reference}`).join('\n')}` : '',
  ];
  return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}

function rightSection(rule: Rule): string {
  const blocks = rule.examples.flatMap(example => {
    const text = 'bad' in example ? example.fixed : example.good;
    return text === undefined ? [] : [fenced(example, text)];
  });
  return `## Right\n\n${blocks.join('\n\n')}`;
}

/** A fence longer than any in the text, so that a Markdown example stays whole. */
function fenced(example: Example, text: string): string {
  const ending = example.file.slice(example.file.lastIndexOf('.') + 1);
  const mark = text.includes('```') ? '````' : '```';
  return `${mark}${fences[ending] ?? ending}\n${text.trimEnd()}\n${mark}`;
}

/** Whether the fixes of the examples are safe, and whether there are any. */
function fixKinds(rule: Rule): ReadonlySet<boolean> {
  const kinds = rule.examples.flatMap(example => {
    if (!('bad' in example)) return [];
    const found = lintText(example.bad, { file: example.file }).filter(problem => problem.rule === rule.id);
    return found.flatMap(problem =>
      problem.fixes[0] && applyEdits(example.bad, problem.fixes[0].edits) !== example.bad
        ? [problem.fixes[0].safe]
        : [],
    );
  });
  return new Set(kinds);
}

function fixWord(rule: Rule): string {
  const kinds = fixKinds(rule);
  if (kinds.size === 0) return 'none';
  return kinds.size === 2 ? 'safe or unsafe' : kinds.has(true) ? 'safe' : 'unsafe';
}

function fixSafety(rule: Rule): string {
  switch (fixWord(rule)) {
    case 'none':
      return 'There is no fix: what belongs here, the text does not tell.';
    case 'safe':
      return 'The fix is safe: no server or library can take the value as it stands, so nothing that works changes. `source.fixAll.why401` and `why401 lint --fix` apply it.';
    case 'unsafe':
      return 'The fix is a good guess that changes what the program evaluates. It is offered one by one; `why401 lint --fix=unsafe` applies it.';
    default:
      return 'Where only the text of the header changes, the fix is safe and `why401 lint --fix` applies it; where code changes, it is offered one by one.';
  }
}

function options(rule: Rule): string {
  return `Severity: \`"why401.rules": { "${rule.id}": "off" }\`, or \`why401 lint --rule ${rule.id}=off\`. One line: \`why401-ignore-next-line ${rule.id}: reason\` in a comment above it. A file: \`why401-ignore-file ${rule.id}: reason\`.`;
}
