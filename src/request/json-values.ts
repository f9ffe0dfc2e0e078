// Looks into JSON, or YAML, of unknown shape, which other tools wrote: what is not as expected is absent.
import type { RequestProblem } from './problem.ts';
import { parseYaml } from './yaml.ts';

export type Json = Readonly<Record<string, unknown>>;

export function parseObject(text: string, problems: RequestProblem[]): Json | undefined {
  try {
    const value = objectOf(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text));
    if (value) return value;
    problems.push({ code: 'json-shape', severity: 'error', message: 'This JSON is no object' });
  } catch (error) {
    problems.push({ code: 'json', severity: 'error', message: `This is no JSON: ${(error as Error).message}` });
  }
  return undefined;
}

export function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** JSON, or the YAML of which JSON is a part. */
export function parseStructure(text: string, problems: RequestProblem[]): Json | undefined {
  return /^\s*\{/.test(text.slice(0, 200)) ? parseObject(text, problems) : objectOf(parseYaml(text));
}

/** The objects of a list. */
export function arrayOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf).filter(item => item !== undefined) : [];
}

/** Numbers and booleans are texts too, where a text is wanted. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
