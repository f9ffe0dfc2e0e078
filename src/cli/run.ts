// The command line: finds the command, hands it its arguments and turns what it says into an exit status. What is
// printed and what it means is a public contract. Nothing here judges: commands read, call the core and print.
import { causesCommand } from './commands/causes.ts';
import { demoCommand } from './commands/demo.ts';
import { explainCommand } from './commands/explain.ts';
import { headerCommand } from './commands/header.ts';
import { labCommand } from './commands/lab.ts';
import { lintCommand } from './commands/lint.ts';
import { rulesCommand } from './commands/rules.ts';
import { sendCommand } from './commands/send.ts';
import { tokensCommand } from './commands/tokens.ts';
import { type Command, exitStatus, type Io, UsageError } from './io.ts';
import { plain } from './output/paint.ts';
import { version } from './product.ts';

/** In the order in which a reader meets them. */
export const commands: readonly Command[] = [
  explainCommand,
  sendCommand,
  lintCommand,
  tokensCommand,
  headerCommand,
  rulesCommand,
  causesCommand,
  demoCommand,
  labCommand,
];

export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (name === '--version' || name === '-v') return printed(io, `${version}\n`);
  if (name === '--help' || name === '-h' || name === 'help') return printed(io, overview(rest[0]));
  const command = commands.find(candidate => candidate.name === name);
  try {
    if (!command) throw new UsageError(`there is no command "${name}"; \`why401 --help\` lists them`);
    if (rest.includes('--help') || rest.includes('-h')) return printed(io, command.usage);
    const status = await command.run(rest, io);
    if (io.interrupted.aborted) return exitStatus.interrupted;
    return status === exitStatus.found && rest.includes('--exit-zero') ? exitStatus.ok : status;
  } catch (error) {
    if (io.interrupted.aborted) return exitStatus.interrupted;
    if (!(error instanceof UsageError)) throw error;
    // The message may quote what was read.
    io.writeError(`why401: ${plain(error.message)}\n`);
    return exitStatus.usage;
  }
}

function overview(name: string | undefined): string {
  const command = commands.find(candidate => candidate.name === name);
  if (command) return command.usage;
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`);
  return `why401 ${version}: why did I just get a 401, and what do I change?

Usage: why401 COMMAND [OPTIONS]

${rows.join('\n')}

\`why401 COMMAND --help\` says more. Exit status: 0 nothing wrong found, 1 something found, 2 wrong usage or
unreadable input, 130 interrupted.
`;
}

function printed(io: Io, text: string): number {
  io.writeOut(text);
  return exitStatus.ok;
}
