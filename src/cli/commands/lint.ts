import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Severity } from '../../auth/model.ts';
import { rules } from '../../lint/rules/index.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { readSources, type SkippedFile, type Source } from '../files.ts';
import { reasonOf } from '../input.ts';
import { type Command, exitStatus, type Io, UsageError } from '../io.ts';
import { type LintedFile, lintAndFix } from '../linting.ts';
import { formatGithub } from '../output/github.ts';
import { formatJson, lintDocument } from '../output/json.ts';
import { withoutSecretEdits } from '../output/masking.ts';
import { formatSarif } from '../output/sarif.ts';
import { formatStylish } from '../output/stylish.ts';

export const lintCommand: Command = {
  name: 'lint',
  summary: 'find malformed Authorization strings in source',
  usage: usageOf(
    `lint [PATH… | -] [OPTIONS]

Finds Authorization headers that no server could read, and tokens in trouble, in source of any language. Without a
PATH the current folder is read. Folders are walked without what .gitignore leaves out.`,
    {
      '--fix': 'apply the fixes that cannot change what a correct program does',
      '--fix=unsafe': 'apply all fixes; read the result',
      '--rule ID=SEVERITY': 'set a rule to off, hint, info, warning or error; may be repeated',
      '--stdin-filename NAME':
        'what - (stdin) is called, so that its language is known; with --fix the text goes to stdout',
      '--format FORMAT': 'stylish, json, sarif or github',
    },
  ),
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments(
    // A bare --fix has no value of its own.
    args.map(argument => (argument === '--fix' ? '--fix=safe' : argument)),
    { fix: { type: 'string' }, rule: { type: 'string', multiple: true }, 'stdin-filename': { type: 'string' } },
  );
  const format = oneOf('format', values.format, ['stylish', 'json', 'sarif', 'github']);
  const fixing = oneOf('fix', values.fix, ['none', 'safe', 'unsafe']);
  const chosen = severitiesOf(values.rule ?? []);
  const look = { color: io.color, width: io.width, showSecrets: values['show-secrets'] === true };
  const readsStdin = positionals[0] === '-';
  const files: LintedFile[] = [];
  const skipped: SkippedFile[] = [];
  for await (const source of readSources(positionals, io, file => skipped.push(file))) {
    const file = readsStdin ? (values['stdin-filename'] ?? source.file) : source.file;
    const { text, problems } = lintAndFix(
      source.text,
      { file, rules: chosen, now: io.now() },
      source.exact ? fixing : 'none',
    );
    files.push({ file, text, problems });
    if (text !== source.text && source.path) await writeBack(source, text, io);
    if (fixing !== 'none' && !source.exact && problems.some(({ fixes }) => fixes.length > 0))
      io.writeError(`why401: left ${file} as it is, because it is not UTF-8\n`);
  }
  if (io.interrupted.aborted) return exitStatus.interrupted;
  const found = files.some(({ problems }) => problems.length > 0) ? exitStatus.found : exitStatus.ok;
  const shown = look.showSecrets ? files : withoutSecretEdits(files);
  if (format === 'json') io.writeOut(formatJson(lintDocument(shown, skipped)));
  else if (format === 'sarif') io.writeOut(formatSarif(shown));
  else if (format === 'github') io.writeOut(formatGithub(files));
  else if (readsStdin && fixing !== 'none') {
    io.writeOut(files[0]?.text ?? '');
    io.writeError(formatStylish(files, { ...look, color: false }));
  } else io.writeOut(formatStylish(files, look));
  return found;
}

const severities = ['off', 'hint', 'info', 'warning', 'error'] as const;

function severitiesOf(settings: readonly string[]): Record<string, 'off' | Severity> {
  return Object.fromEntries(
    settings.map(setting => {
      const [id = '', severity] = setting.split('=', 2);
      if (!rules.some(rule => rule.id === id))
        throw new UsageError(`there is no rule "${id}"; \`why401 rules\` lists them`);
      return [id, oneOf(`rule ${id}`, severity ?? '', severities)];
    }),
  );
}

/** Writes beside the file and puts that in its place, so that an interruption leaves one or the other whole. */
async function writeBack(source: Source, text: string, io: Io): Promise<void> {
  let beside: string | undefined;
  try {
    // The file behind a link is written, not the link.
    const path = await realpath(source.path ?? '');
    beside = `${path}.why401-${process.pid}`;
    const { mode } = await stat(path);
    await access(path, constants.W_OK);
    await writeFile(beside, source.mark + text, { mode, flag: 'wx' });
    await rename(beside, path);
    io.writeError(`why401: fixed ${source.file}\n`);
  } catch (error) {
    if (beside) await rm(beside, { force: true });
    throw new UsageError(`cannot write "${source.file}": ${reasonOf(error)}`);
  }
}
