// Environments as the tools of `.http` files keep them: `http-client.env.json` with its private and user companions,
// `.env` files, and the settings of REST Client and httpYac. Pure: who reads the files gives their texts.
import type { Span } from '../text/span.ts';
import { parseDotenv } from './dotenv.ts';
import { formatJsonValue, type JsonValue, parseJsonMembers } from './json-members.ts';

/** A text that defines variables. Where several define one, the earlier in a list of sources counts. */
export interface EnvironmentSource {
  /** What people call it, such as a path relative to the workspace. */
  readonly label: string;
  /** Where a person finds it, for the caller. */
  readonly uri?: string;
  readonly kind: 'json' | 'dotenv';
  readonly text: string;
  /** Of `.env.dev` and `dev.env`: counts in this environment alone. */
  readonly environment?: string;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  /** Why there is no value: it is kept where only another tool can reach. */
  readonly absent?: string;
  readonly source: EnvironmentSource;
  /** Of the name in the source's text. */
  readonly span: Span;
}

export interface EnvironmentVariables {
  /** By name: of the chosen environment, then those that all environments share, then those of `.env` files. */
  readonly variables: ReadonlyMap<string, EnvironmentVariable>;
  /** Those of `$shared` alone. */
  readonly shared: ReadonlyMap<string, EnvironmentVariable>;
  readonly dotenv: ReadonlyMap<string, EnvironmentVariable>;
}

const shared = '$shared';
/** The strongest first: of JetBrains, of Visual Studio, and of both, each also under JetBrains' former name. */
const jsonFiles = [
  'http-client.private.env.json',
  'rest-client.private.env.json',
  'http-client.env.json.user',
  'http-client.env.json',
  'rest-client.env.json',
];
/** Sections of an environment that configure JetBrains' client and are no variables. */
const sections = new Set(['Security', 'SSLConfiguration', '$schema']);

/** What a file of this name is, or undefined where it defines no variables. A lower rank is stronger. */
export function environmentFile(
  name: string,
): { readonly kind: EnvironmentSource['kind']; readonly rank: number; readonly environment?: string } | undefined {
  const rank = jsonFiles.indexOf(name);
  if (rank >= 0) return { kind: 'json', rank };
  if (name === '.env') return { kind: 'dotenv', rank: jsonFiles.length + 1 };
  const environment = /^(?:\.env\.([\w-]{1,60})|([\w-]{1,60})\.env)$/.exec(name)?.slice(1).find(Boolean);
  if (environment === undefined || /^(?:example|sample|template|dist)$/.test(environment)) return undefined;
  return { kind: 'dotenv', rank: jsonFiles.length, environment };
}

/** The names to choose from, in the order in which they appear. */
export function environmentNames(sources: readonly EnvironmentSource[]): string[] {
  const names = sources.flatMap(source =>
    source.kind === 'dotenv'
      ? (source.environment ?? [])
      : parseJsonMembers(source.text).flatMap(({ name, value }) =>
          value.kind === 'object' && !name.startsWith('$') ? name : [],
        ),
  );
  return [...new Set(names)];
}

export function readEnvironment(
  sources: readonly EnvironmentSource[],
  environment: string | undefined,
): EnvironmentVariables {
  const own = new Map<string, EnvironmentVariable>();
  const common = new Map<string, EnvironmentVariable>();
  const dotenv = new Map<string, EnvironmentVariable>();
  for (const source of sources) {
    if (source.kind === 'dotenv') {
      if (source.environment !== undefined && source.environment !== environment) continue;
      const entries = parseDotenv(source.text);
      // The last one of a name counts within a file.
      for (const entry of entries.reverse()) addTo(dotenv, { ...entry, source });
      continue;
    }
    for (const { name, value } of parseJsonMembers(source.text)) {
      if (value.kind !== 'object') continue;
      const target = name === shared ? common : name === environment ? own : undefined;
      if (target) addMembers(target, value, '', source);
    }
  }
  return { variables: new Map([...dotenv, ...common, ...own]), shared: common, dotenv };
}

function addMembers(
  target: Map<string, EnvironmentVariable>,
  object: JsonValue & { kind: 'object' },
  prefix: string,
  source: EnvironmentSource,
): void {
  for (const { name, span, value } of object.members) {
    if (prefix === '' && sections.has(name)) continue;
    const variable = { name: prefix + name, span, source };
    const absent = value.kind === 'object' ? absence(value) : undefined;
    if (absent !== undefined) addTo(target, { ...variable, absent });
    else if (value.kind === 'word' && value.text === 'null') continue;
    else {
      addTo(target, { ...variable, value: 'text' in value ? value.text : formatJsonValue(value) });
      if (value.kind === 'object') addMembers(target, value, `${prefix}${name}.`, source);
    }
  }
}

/** Visual Studio's `{"provider": "AspnetUserSecrets", "secretName": "…"}`. */
function absence(value: JsonValue & { kind: 'object' }): string | undefined {
  const provider = value.members.find(({ name }) => name === 'provider')?.value;
  return provider?.kind === 'text' ? `Visual Studio keeps it in "${provider.text}", which is not read here` : undefined;
}

function addTo(target: Map<string, EnvironmentVariable>, variable: EnvironmentVariable): void {
  if (!target.has(variable.name)) target.set(variable.name, variable);
}
