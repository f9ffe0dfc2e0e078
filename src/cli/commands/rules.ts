import { rules } from '../../lint/rules/index.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { type Command, exitStatus, type Io } from '../io.ts';
import { formatCatalogue } from '../output/catalogue.ts';
import { formatJson } from '../output/json.ts';
import { documentationOf } from '../product.ts';

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'list what lint looks for',
  usage: usageOf('rules [OPTIONS]', {
    '--format FORMAT': 'text or json',
  }),
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArguments(args, {});
  const rows = rules.map(({ id, summary, rationale, severity }) => ({
    id,
    title: summary,
    meaning: rationale,
    severity,
    documentation: documentationOf('rules', id),
  }));
  if (oneOf('format', values.format, ['text', 'json']) === 'json')
    io.writeOut(formatJson({ schema: 'why401/rules@1', rules: rows }));
  else io.writeOut(formatCatalogue(rows, io));
  return exitStatus.ok;
}
