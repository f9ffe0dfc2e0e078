import { type TextDocument, window } from 'vscode';
import type { Replacement } from '../repair/writing/plan.ts';
import type { FileRequest, HttpFile } from '../request/http-file.ts';
import type { ImportedRequest } from '../request/importer.ts';
import type { Lookup, Question } from '../request/lookup.ts';
import type { RequestProblem } from '../request/problem.ts';
import { lacksTokensAlone, type SignedIn, type WantedSignIn } from '../request/sign-in.ts';
import { surroundingsOf } from './http-environment.ts';
import { httpTextOf } from './http-text.ts';
import { httpLanguage } from './load-http-language.ts';
import { readBeside } from './read-beside.ts';

/** A value may name a variable or a file that has to be looked up in its turn; more rounds than this are a circle. */
const mostRounds = 8;

export type Prepared =
  | {
      readonly kind: 'request';
      readonly request: ImportedRequest;
      /** What a request of another text means with the same surroundings and answers, but for some values. */
      readonly read: (file: HttpFile, index: number, elsewhere: readonly Replacement[]) => ImportedRequest | undefined;
    }
  | { readonly kind: 'problem'; readonly problem: RequestProblem }
  | { readonly kind: 'cancelled' };

/** The request whose section has this offset. */
export function requestAt(file: HttpFile, offset: number): number {
  return file.requests.findIndex(({ section }) => section.start <= offset && offset < section.end);
}

/**
 * The request ready to be sent: what its text names is read, and what nobody defines is asked for, so that no `{{token}}`
 * goes out as it stands. Only whoever sends it has it sign in.
 */
export async function prepareRequest(
  document: TextDocument,
  index: number,
  signIn?: (wanted: WantedSignIn) => Promise<SignedIn | undefined>,
): Promise<Prepared> {
  const { lookupFrom, parseHttpFile, promptsOf, resolveRequest, withReplaced } = await httpLanguage();
  const file = parseHttpFile(httpTextOf(document));
  const written = file.requests[index];
  if (!written || !(await isConfirmed(written))) return { kind: 'cancelled' };
  const known = lookupFrom(await surroundingsOf(document, file));
  const answers = new Map<string, string>();
  for (const { name, question, secret } of promptsOf(written)) {
    const value = await window.showInputBox({ prompt: question, password: secret, ignoreFocusOut: true });
    if (value === undefined) return { kind: 'cancelled' };
    answers.set(name, value);
  }
  const files = new Map<string, Uint8Array | undefined>();
  const tokens = new Map<string, SignedIn>();
  for (let round = 0; ; round++) {
    const wantedFiles = new Set<string>();
    const wantedNames = new Set<string>();
    const wantedSignIns = new Map<string, WantedSignIn>();
    const questions = new Map<string, Question>();
    const { request, problems } = resolveRequest(file, index, {
      ...known,
      variable(name) {
        const value = answers.get(name) ?? known.variable?.(name);
        if (value === undefined && isAskable(file, name)) wantedNames.add(name);
        return value;
      },
      answer(question) {
        if (!answers.has(question.expression)) questions.set(question.expression, question);
        return answers.get(question.expression);
      },
      file(path) {
        if (!files.has(path)) wantedFiles.add(path);
        return files.get(path);
      },
      tokens(wanted) {
        if (!tokens.has(wanted.name)) wantedSignIns.set(wanted.name, wanted);
        return tokens.get(wanted.name);
      },
      now: Date.now(),
      utcOffset: -new Date().getTimezoneOffset(),
      random: Math.random,
    });
    if (wantedFiles.size + wantedNames.size + questions.size > 0 && round < mostRounds) {
      for (const path of wantedFiles) files.set(path, (await readBeside(document.uri, path))?.bytes);
      const asked = [
        ...[...wantedNames].map(name => ({ key: name, ask: () => askVariable(name, known.absence?.(name)) })),
        ...[...questions.values()].map(question => ({ key: question.expression, ask: () => askQuestion(question) })),
      ];
      for (const { key, ask } of asked) {
        const value = await ask();
        if (value === undefined) return { kind: 'cancelled' };
        answers.set(key, value);
      }
      continue;
    }
    if (signIn && wantedSignIns.size > 0 && round < mostRounds && lacksTokensAlone(problems)) {
      for (const wanted of wantedSignIns.values()) {
        const signedIn = await signIn(wanted);
        if (!signedIn) return { kind: 'cancelled' };
        tokens.set(wanted.name, signedIn);
      }
      continue;
    }
    const problem = problems.find(({ severity }) => severity === 'error');
    if (problem) return { kind: 'problem', problem };
    if (!request) return { kind: 'cancelled' };
    const lookup: Lookup = {
      ...known,
      variable: name => answers.get(name) ?? known.variable?.(name),
      answer: ({ expression }) => answers.get(expression),
      file: path => files.get(path),
      tokens: wanted => tokens.get(wanted.name),
    };
    const read: Extract<Prepared, { kind: 'request' }>['read'] = (other, at, elsewhere) => {
      const again = resolveRequest(other, at, withReplaced(lookup, elsewhere));
      return again.problems.some(({ severity }) => severity === 'error') ? undefined : again.request;
    };
    return { kind: 'request', request, read };
  }
}

/** `# @note` asks before the request goes out. */
async function isConfirmed(request: FileRequest): Promise<boolean> {
  if (!request.settings.some(({ key }) => key === 'note')) return true;
  const send = 'Send';
  const { labelOf } = await httpLanguage();
  const message = `Send "${labelOf(request).name}"?`;
  const detail = 'The request is marked "# @note".';
  return (await window.showWarningMessage(message, { modal: true, detail }, send)) === send;
}

/** A plain name, and not a piece of the response of another request of the file. */
function isAskable(file: HttpFile, name: string): boolean {
  return (
    /^[\w.-]+$/.test(name) && !file.requests.some(request => request.name && name.startsWith(`${request.name.text}.`))
  );
}

function askVariable(name: string, absence: string | undefined): Thenable<string | undefined> {
  return window.showInputBox({
    title: `"{{${name}}}" has no value`,
    prompt: `The value of "${name}", for this time only${absence === undefined ? '' : ` (${absence})`}`,
    password: /token|secret|pass|key|pwd|auth/i.test(name),
    ignoreFocusOut: true,
  });
}

function askQuestion({ text, secret, suggestion, choices }: Question): Thenable<string | undefined> {
  return choices
    ? window.showQuickPick(choices, { placeHolder: text, ignoreFocusOut: true })
    : window.showInputBox({ prompt: text, password: secret, value: suggestion ?? '', ignoreFocusOut: true });
}
