import type { LabRequest } from '../../lab/lab.ts';
import { parseHttpFile } from '../../request/importers/http-file.ts';
import { createSender } from '../../request/send.ts';
import { parseArguments, usageOf } from '../arguments.ts';
import type { Explained } from '../explained.ts';
import { resolveAt } from '../http-request.ts';
import { type Command, exitStatus, type Io } from '../io.ts';
import { painter, percent, table } from '../output/paint.ts';
import { formatOne, rule } from '../output/text.ts';
import { sendAndExplain } from '../sending.ts';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'send every request of the lab and explain each one',
  usage: usageOf(
    `demo [OPTIONS]

Starts servers on this computer that fail in many ways, sends a request to each, and prints why it failed. Ends with a
table of what was found, and with status 0 only if every cause was found.`,
    {},
  ),
  run,
};

interface Tried {
  readonly request: LabRequest;
  readonly explained: Explained;
}

async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArguments(args, {});
  const look = { color: io.color, width: io.width, showSecrets: values['show-secrets'] === true };
  const { startLab } = await import('../../lab/lab.ts');
  const lab = await startLab();
  const sender = createSender(io.senderFile);
  const tried: Tried[] = [];
  try {
    const file = parseHttpFile(lab.httpFile);
    for (const [index, request] of lab.requests.entries()) {
      const explained = await sendAndExplain(resolveAt(file, index, 'the lab', {}, io), sender, {}, io.interrupted);
      if (io.interrupted.aborted) return exitStatus.interrupted;
      tried.push({ request, explained });
      io.writeOut(`${rule(request.title, look)}\n\n${formatOne(explained, look)}\n\n`);
    }
  } finally {
    await sender.dispose();
    await lab.stop();
  }
  const right = tried.filter(isRight).length;
  io.writeOut(`${formatTable(tried, io.color)}\n\n${right} of ${tried.length} right\n`);
  return right === tried.length ? exitStatus.ok : exitStatus.found;
}

function isRight(one: Tried): boolean {
  return foundIn(one.explained) === one.request.expected;
}

/** The cause that was found; `ok` where the request succeeded and nothing was found. */
function foundIn({ exchange, diagnosis }: Explained): string {
  const succeeded = exchange.response !== undefined && exchange.response.status < 400;
  return diagnosis.findings[0]?.cause ?? (succeeded ? 'ok' : 'nothing');
}

function formatTable(tried: readonly Tried[], color: boolean): string {
  const paint = painter(color);
  const rows = tried.map(one => {
    const { exchange, diagnosis } = one.explained;
    const confidence = diagnosis.findings[0]?.confidence;
    return [
      one.request.name,
      String(exchange.response?.status ?? exchange.failure?.code),
      foundIn(one.explained),
      confidence === undefined ? '' : percent(confidence),
      isRight(one) ? 'right' : `wrong, it is ${one.request.expected}`,
    ];
  });
  return table([['Request', 'Status', 'Cause found', 'Sure', 'Verdict'], ...rows], (cell, column, row) => {
    if (row === 0) return paint('bold', cell);
    return column === 4 ? paint(cell === 'right' ? 'green' : 'red', cell) : cell;
  });
}
