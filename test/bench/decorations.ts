// What an edit and a scroll cost in a file of 50,000 lines with 2,000 tokens: finding, keeping and wording them, without the
// editor's own part, which test/vscode/suite/decorating.test.ts measures as well. `node test/bench/decorations.ts`. The goal
// is 5 ms at the 95th percentile.

import { DocumentTokens, slicesOf } from '../../src/editor/document-tokens.ts';
import { notesOf } from '../../src/editor/token-notes.ts';
import { token } from '../jwt/tokens.ts';

const lineCount = 50_000;
const tokenCount = 2_000;
const rounds = 400;
const warmUp = 50;
/** Characters of the lines that are seen, and of those around them. */
const seen = 40_000;

const lines = Array.from({ length: lineCount }, (_, line) =>
  line % (lineCount / tokenCount) === 0
    ? `  "token-${line}": "${token({ sub: `user-${line}`, exp: 1_800_000_000 + line }, { alg: 'HS256', typ: 'JWT' })}",`
    : `  const row${line} = await client.get("/users/${line}", { headers: this.headers });`,
);
let text = lines.join('\n');
const source = {
  get length() {
    return text.length;
  },
  slice: (start: number, end: number) => text.slice(start, end),
};

const tokens = new DocumentTokens();
const begin = performance.now();
for (const { start, end } of slicesOf(text.length, { start: 0, end: seen })) tokens.search(source, start, end);
console.log(
  `${(text.length / 1e6).toFixed(1)} MB, ${tokens.tokens.length} tokens found in ${(performance.now() - begin).toFixed(0)} ms, in slices`,
);

report('an edit', round => {
  const offset = (round * 7_919_377) % text.length;
  text = `${text.slice(0, offset)}x${text.slice(offset)}`;
  // An editor hands out text that is in one piece; V8 joins the pieces at the first look.
  text.charCodeAt(offset);
  return () => {
    tokens.change(source, [{ offset, removed: 0, inserted: 1 }]);
    word(offset);
  };
});
report('a scroll', round => () => word((round * 7_919_377) % text.length));

/** The words of the tokens that are seen there. */
function word(offset: number): void {
  const shown = tokens.tokens.filter(({ span }) => span.end >= offset && span.start <= offset + seen);
  const noted = shown.map((one, line) => ({ token: one, line, column: 0 }));
  notesOf(noted, Date.now(), { soon: 300_000, times: 'relative' });
}

/** Only what `prepare` returns is measured. */
function report(name: string, prepare: (round: number) => () => void): void {
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round++) {
    const work = prepare(round);
    // Processor time: what else the machine does, does not count.
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (round >= warmUp) times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => `${times[Math.floor(part * times.length)]?.toFixed(2)} ms`;
  console.log(`${name.padEnd(9)} median ${at(0.5)}, p95 ${at(0.95)}`);
}
