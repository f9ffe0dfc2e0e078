import { causes } from '../../causes/catalogue.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { type Command, exitStatus, type Io } from '../io.ts';
import { formatCatalogue } from '../output/catalogue.ts';
import { formatJson } from '../output/json.ts';
import { documentationOf } from '../product.ts';

export const causesCommand: Command = {
  name: 'causes',
  summary: 'list the causes that an explanation may name',
  usage: usageOf('causes [OPTIONS]', {
    '--format FORMAT': 'text or json',
  }),
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArguments(args, {});
  const rows = causes.map(({ id, group, title, meaning, severity, references }) => ({
    id,
    group,
    title,
    meaning,
    severity,
    documentation: documentationOf('causes', id),
    references,
  }));
  if (oneOf('format', values.format, ['text', 'json']) === 'json')
    io.writeOut(formatJson({ schema: 'why401/causes@1', causes: rows }));
  else io.writeOut(formatCatalogue(rows, io));
  return exitStatus.ok;
}
