import { dirname, resolve } from 'node:path';
import type { HttpFile } from '../request/http-file.ts';
import type { ImportedRequest } from '../request/importer.ts';
import { parseHttpFile } from '../request/importers/http-file.ts';
import type { Lookup } from '../request/lookup.ts';
import type { Exchange } from '../request/model.ts';
import { type ResolvedRequest, resolveRequest } from '../request/resolve.ts';
import { lacksTokensAlone, type SignedIn, type WantedSignIn } from '../request/sign-in.ts';
import { LineIndex } from '../text/line-index.ts';
import { lookupAround } from './http-surroundings.ts';
import { nameOfInput, readInput } from './input.ts';
import { type Io, UsageError } from './io.ts';
import { plain } from './output/paint.ts';
import { sayProblems } from './problems.ts';

interface Choice {
  /** Names of requests whose responses the chosen one refers to. */
  readonly first?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly line?: string | undefined;
  readonly env?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly var?: readonly string[] | undefined;
}

/**
 * The request of a `.http` file that the user chose, with its variables replaced. Those that are to be sent first are sent
 * by `send`, each with what the ones before it gave. Without `signIn`, nobody signs in for any.
 */
export async function readHttpRequest(
  input: string,
  choice: Choice,
  io: Io,
  send: (request: ImportedRequest) => Promise<Exchange>,
  signIn?: SignIn,
): Promise<ImportedRequest> {
  const file = parseHttpFile(await readInput(io, input));
  const index = chosenIndex(file, input, choice);
  const exchanges = new Map<string, Exchange>();
  const lookup = { ...lookupFor(input, file, choice, io), exchange: (name: string) => exchanges.get(name) };
  for (const name of choice.first ?? []) {
    const earlier = chosenIndex(file, input, { name });
    const resolved = await resolveWith(signIn, file, earlier, lookup);
    exchanges.set(name, await send(usable(resolved, file, input, io)));
  }
  return usable(await resolveWith(signIn, file, index, lookup), file, input, io);
}

type SignIn = (wanted: WantedSignIn) => Promise<SignedIn>;

/** Once more with the tokens that it lacks. */
async function resolveWith(
  signIn: SignIn | undefined,
  file: HttpFile,
  index: number,
  lookup: Lookup,
): Promise<ResolvedRequest> {
  const wanted = new Map<string, WantedSignIn>();
  const tokens = new Map<string, SignedIn>();
  const resolve = () =>
    resolveRequest(file, index, {
      ...lookup,
      tokens(one) {
        wanted.set(one.name, one);
        return tokens.get(one.name);
      },
    });
  const resolved = resolve();
  if (!signIn || wanted.size === 0 || !lacksTokensAlone(resolved.problems)) return resolved;
  for (const one of wanted.values()) tokens.set(one.name, await signIn(one));
  return resolve();
}

/** Resolves one request; what was found wrong goes to stderr, and one that is none ends the run. */
export function resolveAt(file: HttpFile, index: number, input: string, lookup: Lookup, io: Io): ImportedRequest {
  return usable(resolveRequest(file, index, lookup), file, input, io);
}

function usable({ request, problems }: ResolvedRequest, file: HttpFile, input: string, io: Io): ImportedRequest {
  sayProblems({ file: input, text: file.text, problems, isUsable: request !== undefined }, io);
  if (!request) throw new UsageError(`${nameOfInput(input)}: the request cannot be sent as it stands`);
  if (request.profile)
    io.writeError(
      `why401: warning: "@profile ${plain(request.profile)}" is a profile of the editor: the request is sent without it\n`,
    );
  return request;
}

function chosenIndex({ requests, text }: HttpFile, input: string, { name, line }: Choice): number {
  const file = nameOfInput(input);
  const names = requests.flatMap(request => request.name?.text ?? []);
  if (requests.length === 0) throw new UsageError(`${file}: there is no request in this file`);
  if (name !== undefined) {
    const index = requests.findIndex(request => request.name?.text === name);
    if (index < 0) throw new UsageError(`${file}: there is no request named "${name}"; there is ${list(names)}`);
    return index;
  }
  if (line !== undefined) {
    const lines = new LineIndex(text);
    const number = Number(line);
    if (!Number.isInteger(number) || number < 1 || number > lines.lineCount)
      throw new UsageError(`${file}: --line is "${line}"; the file has lines 1 to ${lines.lineCount}`);
    const { start, end } = lines.lineSpan(number - 1);
    const index = requests.findIndex(({ section }) => section.start < end && start < section.end);
    if (index < 0) throw new UsageError(`${file}:${number}: there is no request at this line`);
    return index;
  }
  if (requests.length > 1)
    throw new UsageError(
      `${file} has ${requests.length} requests; choose with --line N or --name ${list(names) || 'NAME'}`,
    );
  return 0;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} …` : shown;
}

function lookupFor(input: string, file: HttpFile, { var: settings = [], env, passphrase }: Choice, io: Io): Lookup {
  const folder = input === '-' ? io.cwd : dirname(resolve(io.cwd, input));
  const given = new Map(settings.map(setting => readSetting(setting)));
  const around = lookupAround(folder, file, env, io);
  return {
    ...around,
    answer: ({ expression }) => (expression === 'SSLConfiguration' ? passphrase : undefined),
    variable: name => given.get(name) ?? around.variable?.(name),
    absence: name => (given.has(name) ? undefined : around.absence?.(name)),
  };
}

function readSetting(setting: string): [name: string, value: string] {
  const equals = setting.indexOf('=');
  if (equals < 1) throw new UsageError(`--var is "${setting}"; it takes NAME=VALUE`);
  return [setting.slice(0, equals), setting.slice(equals + 1)];
}
