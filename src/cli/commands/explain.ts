import { diagnose } from '../../diagnosis/diagnose.ts';
import { parseHar } from '../../request/importers/har.ts';
import { parseRaw } from '../../request/importers/raw.ts';
import type { Exchange } from '../../request/model.ts';
import type { RequestProblem } from '../../request/problem.ts';
import { oneOf, parseArguments, usageOf } from '../arguments.ts';
import { type Explained, isAuthFailure } from '../explained.ts';
import { nameOfInput, placeOf, readInput } from '../input.ts';
import { type Command, exitStatus, type Io, UsageError } from '../io.ts';
import { explainDocument, formatJson } from '../output/json.ts';
import { formatExplained } from '../output/text.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'say why recorded exchanges failed',
  usage: usageOf(
    `explain (--har FILE | --raw FILE) [OPTIONS]

Says why each exchange failed: the most probable cause first, with its evidence and what to change.`,
    {
      '--har FILE': 'an HTTP Archive, as browsers, proxies and API tools save it; - is stdin',
      '--raw FILE': 'a pasted request and response, or what `curl -v` printed; - is stdin',
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

type Parse = (text: string) => {
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly RequestProblem[];
};

async function readExchanges(file: string, parse: Parse, io: Io): Promise<readonly Exchange[]> {
  const text = await readInput(io, file);
  const { exchanges, problems } = parse(text);
  for (const problem of problems) {
    const offset = problem.span?.start ?? offsetIn(problem.message, text);
    const place = offset === undefined ? nameOfInput(file) : placeOf(file, text, offset);
    if (problem.severity === 'error') throw new UsageError(`${place}: ${problem.message}`);
    io.writeError(`why401: ${place}: ${problem.message}\n`);
  }
  return exchanges;
}

/** Where the engine's own message says that JSON is broken. */
function offsetIn(message: string, text: string): number | undefined {
  if (message.includes('Unexpected end of JSON')) return text.length;
  const [, offset] = /at position (\d+)/.exec(message) ?? [];
  return offset === undefined ? undefined : Number(offset);
}
