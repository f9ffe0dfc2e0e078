import { findTokens } from '../../jwt/find.ts';
import { tokenState } from '../../jwt/times.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { readSources } from '../files.ts';
import { type Command, exitStatus, type Io, UsageError } from '../io.ts';
import { formatJson, type TokensOfFile, tokensDocument } from '../output/json.ts';
import { formatTokens } from '../output/tokens.ts';

export const tokensCommand: Command = {
  name: 'tokens',
  summary: 'find tokens in files and say whether they are still good',
  usage: usageOf(
    `tokens [PATH… | -] [OPTIONS]

Finds the JWTs in files and folders and says what each one claims and whether it is valid, expired or not valid yet.
A signature is never checked. Without a PATH the current folder is read; - is stdin.`,
    {
      '--at TIME': 'judge the times as of then (RFC 3339, such as 2026-01-31T12:00:00Z)',
      '--format FORMAT': 'text or json',
    },
  ),
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments(args, { at: { type: 'string' } });
  const format = oneOf('format', values.format, ['text', 'json']);
  const now = values.at === undefined ? io.now() : timeAt(values.at);
  const files: TokensOfFile[] = [];
  for await (const { file, text } of readSources(positionals, io)) {
    const tokens = findTokens(text).map(token => ({ token, state: tokenState(token, now) }));
    if (tokens.length > 0) files.push({ file, text, tokens });
  }
  if (io.interrupted.aborted) return exitStatus.interrupted;
  io.writeOut(format === 'json' ? formatJson(tokensDocument(files)) : formatTokens(files, now, io));
  const states = files.flatMap(({ tokens }) => tokens);
  return states.some(isTroubled) ? exitStatus.found : exitStatus.ok;
}

function isTroubled({ token, state }: TokensOfFile['tokens'][number]): boolean {
  if (state.kind === 'expired' || state.kind === 'not-yet-valid') return true;
  return token.problems.some(({ severity }) => severity !== 'info');
}

/** RFC 3339 §5.6. `Date.parse` alone would also take other forms, and times without a zone. */
function timeAt(text: string): number {
  const isTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
  const time = isTime ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--at is "${text}"; it takes an RFC 3339 time such as 2026-01-31T12:00:00Z`);
  return time;
}
