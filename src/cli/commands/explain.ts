import { diagnose } from '../../diagnosis/diagnose.ts';
import type { ParsedExchanges } from '../../request/exchanges.ts';
import { parseHar } from '../../request/importers/har.ts';
import { parseRaw } from '../../request/importers/raw.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { type Explained, isAuthFailure } from '../explained.ts';
import { readInput } from '../input.ts';
import { type Command, exitStatus, type Io, UsageError } from '../io.ts';
import { explainDocument, formatJson } from '../output/json.ts';
import { formatExplained } from '../output/text.ts';
import { sayProblems } from '../problems.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'say why recorded exchanges failed',
  usage: usageOf(
    `explain (--har FILE | --raw FILE) [OPTIONS]

Says why each exchange failed: the most probable cause first, with its evidence and what to change.`,
    {
      '--har FILE': 'an HTTP Archive, as browsers, proxies and API tools save it; - is stdin',
      '--raw FILE': 'a pasted request and response, or what a client printed, such as `curl -v`; - is stdin',
      '--format FORMAT': 'text or json',
      '--offline': 'never touch the network, which is so without it too',
    },
  ),
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    har: { type: 'string' },
    raw: { type: 'string' },
    offline: { type: 'boolean' },
  });
  const format = oneOf('format', values.format, ['text', 'json']);
  const showSecrets = values['show-secrets'] === true;
  if (positionals.length > 0 || (values.har === undefined) === (values.raw === undefined))
    throw new UsageError('explain takes one input: --har FILE or --raw FILE, where - is stdin');
  const exchanges = await readExchanges(
    values.har ?? values.raw ?? '-',
    values.har === undefined ? parseRaw : parseHar,
    io,
  );
  const explained = exchanges.map((exchange, index): Explained => {
    return { exchange, diagnosis: diagnose(exchange, { earlier: exchanges.slice(0, index) }) };
  });
  io.writeOut(
    format === 'json'
      ? formatJson(explainDocument(explained, showSecrets))
      : formatExplained(explained, { color: io.color, width: io.width, showSecrets }),
  );
  return explained.some(({ diagnosis }) => isAuthFailure(diagnosis)) ? exitStatus.found : exitStatus.ok;
}

async function readExchanges(file: string, parse: (text: string) => ParsedExchanges, io: Io) {
  const text = await readInput(io, file);
  const { exchanges, problems } = parse(text);
  sayProblems({ file, text, problems, isUsable: exchanges.length > 0 }, io);
  return exchanges;
}
