// What is fuzzed, and what must hold beyond not throwing: spans lie in the text, and fixes can be applied.
import assert from 'node:assert/strict';
import { parseChallenges } from '../../src/auth/challenges.ts';
import { checkHeader } from '../../src/auth/check.ts';
import { parseCredentials } from '../../src/auth/credentials.ts';
import { lintAndFix } from '../../src/cli/linting.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { findTokens } from '../../src/jwt/find.ts';
import { lintText } from '../../src/lint/lint.ts';
import { parseHar } from '../../src/request/importers/har.ts';
import { parseHttpFile } from '../../src/request/importers/http-file.ts';
import { importers } from '../../src/request/importers/index.ts';
import { parseRaw } from '../../src/request/importers/raw.ts';
import type { Exchange } from '../../src/request/model.ts';
import { resolveRequest } from '../../src/request/resolve.ts';
import { applyEdits, type Span } from '../../src/text/span.ts';

export interface Target {
  readonly name: string;
  readonly run: (text: string) => void;
  /** What must take time in proportion to its text, where `run` does more, such as trying fix after fix. */
  readonly read?: (text: string) => void;
}

/** One ending for each way in which strings, comments and headers are read. */
const files = [
  ...['a.js', 'a.tsx', 'a.vue', 'a.py', 'a.go', 'A.java', 'a.kt', 'a.cs', 'a.php', 'a.rb', 'a.rs', 'a.swift', 'a.dart'],
  ...['a.ex', 'a.pl', 'a.lua', 'a.r', 'a.sh', 'a.ps1', 'a.m', 'a.scala', 'a.cpp', 'a.http', 'a.md', 'a.json', 'a.yml'],
  ...['a.bru', '.env', 'Dockerfile', 'a.tf', 'nginx.conf', 'a.har', 'a.toml', 'a.xml', 'a.ipynb', 'a.bat', 'unknown'],
];

export const targets: readonly Target[] = [
  { name: 'challenges', run: text => inside(text, parseChallenges(text).problems) },
  { name: 'credentials', run: text => inside(text, parseCredentials(text).problems) },
  { name: 'check', run: checkAll },
  { name: 'tokens', run: text => inside(text, findTokens(text)) },
  { name: 'http-file', run: readHttpFile, read: text => void parseHttpFile(text) },
  { name: 'har', run: text => parseHar(text).exchanges.forEach(explain) },
  { name: 'raw', run: text => parseRaw(text).exchanges.forEach(explain) },
  { name: 'diagnosis', run: text => explain(exchangeOf(text)) },
  ...importers.map(({ id, recognises, parse }) => ({
    name: `importer ${id}`,
    run: (text: string) => {
      recognises(text);
      parse(text);
    },
  })),
  ...files.map(file => ({
    name: `lint ${file}`,
    run: (text: string) => lintAndApply(text, file),
    read: (text: string) => void lintText(text, { file }),
  })),
];

function checkAll(text: string): void {
  for (const problem of checkHeader('Authorization', text)) {
    inside(text, [problem]);
    for (const { edits } of problem.fixes ?? []) inside(text, edits);
  }
}

function readHttpFile(text: string): void {
  const file = parseHttpFile(text);
  for (const [index] of file.requests.slice(0, 20).entries()) resolveRequest(file, index, {});
}

function lintAndApply(text: string, file: string): void {
  for (const problem of lintText(text, { file }).slice(0, 20)) {
    inside(text, [problem]);
    for (const { edits } of problem.fixes) {
      inside(text, edits);
      lintText(applyEdits(text, edits), { file });
    }
  }
  lintAndFix(text, { file }, 'safe');
}

function explain(exchange: Exchange): void {
  for (const { confidence } of diagnose(exchange).findings) assert.ok(confidence >= 0 && confidence <= 1);
}

/** The text as every part that a server or a user decides. */
function exchangeOf(text: string): Exchange {
  const third = Math.ceil(text.length / 3);
  const [credentials = '', challenge = '', body = ''] = [0, 1, 2].map(part =>
    text.slice(part * third, (part + 1) * third),
  );
  return {
    id: '0',
    request: {
      method: 'GET',
      url: 'https://api.example.com/things',
      headers: [
        { name: 'Authorization', value: credentials },
        { name: 'Cookie', value: challenge },
      ],
    },
    response: {
      status: 401,
      statusText: 'Unauthorized',
      headers: [
        { name: 'WWW-Authenticate', value: challenge },
        { name: 'Date', value: body.slice(0, 30) },
        { name: 'Content-Type', value: 'application/json' },
      ],
      body: { text: body },
    },
    hops: [],
  };
}

function inside(text: string, placed: readonly { readonly span: Span }[]): void {
  for (const { span } of placed)
    assert.ok(
      span.start >= 0 && span.start <= span.end && span.end <= text.length,
      `span ${span.start}–${span.end} is outside of the text of ${text.length}`,
    );
}
