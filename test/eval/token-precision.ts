// Lists every token found in folders of real source, to be judged by eye: `node test/eval/token-precision.ts DIR…`.
// Installed packages hold next to no tokens, so whatever is listed is either in their documentation or a mistake.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findTokens } from '../../src/jwt/find.ts';
import { findOpaqueTokens } from '../../src/jwt/opaque.ts';

const maxBytes = 5 * 1024 * 1024;

let files = 0;
let characters = 0;
let milliseconds = 0;
for (const directory of process.argv.slice(2)) {
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const file = join(directory, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > maxBytes) continue;
    const text = readFileSync(file, 'utf8');
    if (text.includes('\0')) continue;
    const begin = performance.now();
    const tokens = findTokens(text);
    milliseconds += performance.now() - begin;
    files++;
    characters += text.length;
    for (const { span, kind, header, payload } of tokens)
      console.log(`${name}:${span.start}-${span.end} ${kind} ${JSON.stringify(header)} ${JSON.stringify(payload)}`);
    for (const { span, title } of findOpaqueTokens(text)) console.log(`${name}:${span.start}-${span.end} ${title}`);
  }
}
const megabytes = characters / 1e6;
console.log(
  `${files} files, ${megabytes.toFixed(1)} MB, ${milliseconds.toFixed(0)} ms (${(milliseconds / megabytes).toFixed(2)} ms/MB)`,
);
