import type { LanguageId } from '../lint/languages.ts';

/** How a language reads an environment variable as a string. */
export interface EnvironmentReader {
  read(name: string): string;
  /** Between the parts of a string; absent where the language has no such operator. */
  readonly join?: string;
  /** Before what the import may be written where the file lacks it; in others it is for the user to write. */
  readonly importBefore?: RegExp;
  /** A joined string needs brackets wherever it stands. */
  readonly grouped?: true;
  /** Within a string that interpolates. */
  inside?(name: string): string;
  /** Where the value stands without quotes. */
  bare?(name: string): string;
  /** What has to be imported, and how to see that it is. */
  readonly needs?: string;
  readonly imported?: RegExp;
}

const plus = ' + ';

/** Languages whose way gives a string and nothing else: in others the code around it would have to change. */
export const readers: Readonly<Record<LanguageId, EnvironmentReader>> = {
  javascript: { read: name => `process.env.${name}`, join: plus, inside: name => `\${process.env.${name}}` },
  python: {
    read: name => `os.environ["${name}"]`,
    join: plus,
    needs: 'import os',
    importBefore: /^(?:import [\w.]|from (?!__future__)[\w.]{1,100} import\b)/m,
    imported: /^\s{0,40}import\b[^\n]{0,200}\bos\b/m,
  },
  go: {
    read: name => `os.Getenv("${name}")`,
    join: plus,
    needs: 'import "os"',
    imported: /^\s{0,40}(?:import\s)?\s{0,40}"os"/m,
  },
  java: { read: name => `System.getenv("${name}")`, join: plus },
  kotlin: { read: name => `System.getenv("${name}")`, join: plus, inside: name => `\${System.getenv("${name}")}` },
  scala: { read: name => `sys.env("${name}")`, join: plus },
  groovy: { read: name => `System.getenv('${name}')`, join: plus, inside: name => `\${System.getenv('${name}')}` },
  csharp: {
    read: name => `Environment.GetEnvironmentVariable("${name}")`,
    join: plus,
    needs: 'using System',
    imported: /\bSystem\b/,
  },
  php: { read: name => `getenv('${name}')`, join: ' . ' },
  ruby: { read: name => `ENV.fetch("${name}")`, join: plus, inside: name => `#{ENV.fetch("${name}")}` },
  perl: { read: name => `$ENV{${name}}`, join: ' . ', inside: name => `$ENV{${name}}` },
  lua: { read: name => `os.getenv("${name}")`, join: ' .. ' },
  elixir: {
    read: name => `System.fetch_env!("${name}")`,
    join: ' <> ',
    inside: name => `#{System.fetch_env!("${name}")}`,
  },
  julia: { read: name => `ENV["${name}"]`, join: ' * ', inside: name => `$(ENV["${name}"])` },
  r: { read: name => `Sys.getenv("${name}")` },
  swift: {
    read: name => `ProcessInfo.processInfo.environment["${name}"]!`,
    join: plus,
    inside: name => `\\(ProcessInfo.processInfo.environment["${name}"]!)`,
    needs: 'import Foundation',
    imported: /\bimport Foundation\b/,
  },
  dart: {
    read: name => `Platform.environment['${name}']!`,
    join: plus,
    inside: name => `\${Platform.environment['${name}']!}`,
    needs: "import 'dart:io'",
    imported: /dart:io/,
  },
  shell: { read: name => `"\${${name}}"`, join: '', inside: name => `\${${name}}`, bare: name => `"\${${name}}"` },
  powershell: { read: name => `$env:${name}`, join: plus, grouped: true, inside: name => `$($env:${name})` },
};
