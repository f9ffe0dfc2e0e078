// Looks for inputs that the parsers, the lint and the diagnosis cannot bear: `npm run fuzz -- [SECONDS] [SEED]`.
// It mutates the repository's own examples and fixtures, generates others with fast-check, and never writes into the
// repository: what it finds is printed and kept in the system's folder for temporary files.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCorpus } from './corpus.ts';
import { mutate } from './mutate.ts';
import { randomFrom } from './random.ts';
import { shrink } from './shrink.ts';
import { type Target, targets } from './targets.ts';
import { generateText } from './texts.ts';

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const random = randomFrom(seed);
const corpus = readCorpus();
const folder = mkdtempSync(join(tmpdir(), 'why401-fuzz-'));
const crashers = new Map<string, string>();
const slow = new Map<string, string>();
let runs = 0;

console.log(`${seconds} s, seed ${seed}, ${corpus.length} samples, ${targets.length} targets`);
const end = performance.now() + seconds * 1000;
for (let turn = 0; performance.now() < end; turn++) {
  const target = targets[turn % targets.length];
  if (!target) break;
  const sample = random.pick(corpus)?.text ?? '';
  attempt(target, turn % 5 === 0 ? generateText(seed + turn) : mutate(sample, corpus, random));
  // The guard takes many runs of one input, so it is for a few.
  if (turn % 50 < targets.length) guardGrowth(target, random.slice(sample, 60));
}
console.log(`${runs} runs, ${crashers.size} crashers, ${slow.size} inputs that grow faster than their size`);
for (const line of [...crashers.values(), ...slow.values()]) console.log(line);
process.exitCode = crashers.size + slow.size > 0 ? 1 : 0;

function attempt(target: Target, text: string): void {
  runs++;
  const message = failureOf(target, text);
  if (message === undefined) return;
  // One report for each place, not one for each input.
  const key = `${target.name} ${message.split('\n').slice(0, 2).join(' ')}`;
  if (crashers.has(key)) return;
  const minimal = shrink(text, candidate => failureOf(target, candidate)?.split('\n')[0] === message.split('\n')[0]);
  crashers.set(
    key,
    `${target.name}: ${message}\n  input: ${JSON.stringify(minimal)}\n  kept in ${keep(target, minimal)}`,
  );
}

function failureOf(target: Target, text: string): string | undefined {
  try {
    target.run(text);
    return undefined;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    return `${message}\n${stack.split('\n').slice(1, 5).join('\n')}`;
  }
}

/** A piece repeated over and over: eight times as much of it may not take much more than eight times as long. */
function guardGrowth(target: Target, piece: string): void {
  if (piece === '') return;
  const small = piece.repeat(Math.ceil(8_000 / piece.length));
  const [before, after] = [small, small.repeat(8)].map(text => Math.min(timeOf(target, text), timeOf(target, text)));
  if (before === undefined || after === undefined || after < 300 || after < before * 8 * 4) return;
  const key = `${target.name} ${piece.slice(0, 10)}`;
  const note = `${target.name}: ${before.toFixed(0)} ms for ${small.length} characters, ${after.toFixed(0)} ms for eight times as many`;
  slow.set(key, `${note}\n  of: ${JSON.stringify(piece)}\n  kept in ${keep(target, small)}`);
}

function timeOf({ name, run, read = run }: Target, text: string): number {
  const begin = performance.now();
  attempt({ name, run: read }, text);
  return performance.now() - begin;
}

function keep(target: Target, text: string): string {
  const file = join(folder, `${target.name.replace(/\W+/g, '-')}-${crashers.size + slow.size}.txt`);
  writeFileSync(file, text);
  return file;
}
