// Measures the diagnosis on a folder of labelled HAR files: `npm run eval:diagnosis -- DIR [options]`.
//   --list          also print every case that was not answered right
//   --no-providers  know no provider at all
//   --leave-out     know all providers but those that the case's own answer is recognised by
//   --bins          also print how often a confidence was right, in tenths
//   --json          print the figures as JSON
// The exchanges that `npm run test:servers` recorded are such a folder: `npm run eval:diagnosis -- test/results/exchanges`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DiagnosisContext, diagnose } from '../../src/diagnosis/diagnose.ts';
import { readFacts } from '../../src/diagnosis/exchange.ts';
import type { Finding } from '../../src/diagnosis/model.ts';
import { recogniseProviders } from '../../src/diagnosis/providers.ts';
import { providers } from '../../src/providers/index.ts';
import { parseHar } from '../../src/request/importers/har.ts';
import type { Exchange } from '../../src/request/model.ts';

interface Label {
  readonly id: string;
  readonly cause: string;
  readonly accept: readonly string[];
  readonly determinable: boolean;
}

interface Entry {
  readonly _label?: Label;
  readonly _contextFor?: string;
}

interface Case {
  readonly label: Label;
  readonly exchange: Exchange;
  readonly earlier: readonly Exchange[];
}

interface Answer {
  readonly label: Label;
  readonly findings: readonly Finding[];
}

const options = process.argv.slice(2).filter(argument => argument.startsWith('--'));
const folder = process.argv.slice(2).find(argument => !argument.startsWith('--')) ?? join('..', 'shared', 'corpus');

const cases = readCases(folder);
const started = process.cpuUsage();
const answers = cases.map(one => ({ label: one.label, findings: answer(one) }));
const milliseconds = process.cpuUsage(started).user / 1000;
const figures = measure(answers, milliseconds);
if (options.includes('--list')) for (const one of answers) if (!isRight(one, 1)) console.log(describe(one));
if (options.includes('--bins')) for (const bin of binsOf(answers)) console.log(describeBin(bin));
console.log(options.includes('--json') ? JSON.stringify(figures, undefined, 2) : format(figures));

function answer({ exchange, earlier }: Case): readonly Finding[] {
  const context: DiagnosisContext = { earlier };
  if (options.includes('--no-providers')) return diagnose(exchange, { ...context, providers: [] }).findings;
  if (!options.includes('--leave-out') || !exchange.response) return diagnose(exchange, context).findings;
  const known = recogniseProviders(readFacts(exchange, exchange.response, earlier), providers);
  return diagnose(exchange, { ...context, providers: providers.filter(one => !known.includes(one)) }).findings;
}

/** Each labelled entry becomes a case of its own, along with the earlier legs that name it. */
function readCases(from: string): Case[] {
  const files = readdirSync(from).filter(name => name.endsWith('.har'));
  return files.flatMap(file => {
    const archive = JSON.parse(readFileSync(join(from, file), 'utf8')) as { log: { entries: Entry[] } };
    return archive.log.entries.flatMap(entry => {
      const label = entry._label;
      if (!label) return [];
      const context = archive.log.entries.filter(other => other._contextFor === label.id);
      const { exchanges } = parseHar(JSON.stringify({ log: { entries: [...context, entry] } }));
      const exchange = exchanges.at(-1);
      return exchange ? [{ label, exchange, earlier: exchanges.slice(0, -1) }] : [];
    });
  });
}

function isRight({ label, findings }: Answer, among: number): boolean {
  if (findings.length === 0) return label.accept.includes('not-an-auth-failure');
  return findings.slice(0, among).some(finding => label.accept.includes(finding.cause));
}

function measure(all: readonly Answer[], time: number) {
  const determinable = all.filter(({ label }) => label.determinable);
  const undeterminable = all.filter(({ label }) => !label.determinable);
  const innocent = all.filter(({ label }) => label.cause === 'not-an-auth-failure');
  return {
    cases: all.length,
    top1: share(all, one => isRight(one, 1)),
    top1Determinable: share(determinable, one => isRight(one, 1)),
    top3: share(all, one => isRight(one, 3)),
    falseAlarms: innocent.filter(one => !isRight(one, 1)).length,
    calibrationError: calibrationError(all),
    meanConfidence: all.reduce((sum, one) => sum + (one.findings[0]?.confidence ?? 0), 0) / all.length,
    sureAndWrong: all.filter(one => (one.findings[0]?.confidence ?? 0) > 0.9 && !isRight(one, 1)).length,
    overconfidentUndeterminable: undeterminable
      .filter(one => (one.findings[0]?.confidence ?? 0) > 0.9)
      .map(({ label }) => label.id),
    millisecondsPerThousand: Math.round((time / all.length) * 1000),
  };
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? 1 : all.filter(holds).length / all.length;
}

interface Bin {
  readonly cases: number;
  readonly confidence: number;
  readonly right: number;
}

/** Ten equal bins of confidence. Where nothing was found, no probability was claimed. */
function binsOf(all: readonly Answer[]): Bin[] {
  const bins = Array.from({ length: 10 }, (): Answer[] => []);
  for (const one of all) {
    const confidence = one.findings[0]?.confidence;
    if (confidence !== undefined) bins[Math.min(9, Math.floor(confidence * 10))]?.push(one);
  }
  return bins
    .filter(bin => bin.length > 0)
    .map(bin => ({
      cases: bin.length,
      confidence: bin.reduce((total, one) => total + (one.findings[0]?.confidence ?? 0), 0) / bin.length,
      right: share(bin, one => isRight(one, 1)),
    }));
}

/** Expected calibration error: how far confidence and truth lie apart. */
function calibrationError(all: readonly Answer[]): number {
  const bins = binsOf(all);
  const cases = bins.reduce((sum, bin) => sum + bin.cases, 0);
  return bins.reduce((sum, { cases: own, confidence, right }) => sum + (own / cases) * Math.abs(confidence - right), 0);
}

function describeBin({ cases, confidence, right }: Bin): string {
  return `confidence ${confidence.toFixed(2)}: ${cases} cases, ${(right * 100).toFixed(0)} % right`;
}

function describe({ label, findings }: Answer): string {
  const got = findings.slice(0, 4).map(finding => `${finding.cause} ${finding.confidence.toFixed(2)}`);
  return `${label.id}: wanted ${label.accept.join(' or ')}${label.determinable ? '' : ' (not determinable)'}, got ${got.join(', ') || 'nothing'}`;
}

function format(numbers: ReturnType<typeof measure>): string {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  return [
    `${numbers.cases} cases: top-1 ${percent(numbers.top1)} (determinable ${percent(numbers.top1Determinable)}), top-3 ${percent(numbers.top3)}`,
    `false alarms ${numbers.falseAlarms}, calibration error ${numbers.calibrationError.toFixed(3)} (mean confidence ${numbers.meanConfidence.toFixed(2)})`,
    `sure (> 0.9) and wrong ${numbers.sureAndWrong}; sure where it cannot be known: ${numbers.overconfidentUndeterminable.join(', ') || 'none'}`,
    `${numbers.millisecondsPerThousand} ms per 1,000 exchanges`,
  ].join('\n');
}
