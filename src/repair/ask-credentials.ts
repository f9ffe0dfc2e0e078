import { encodeBasic } from '../auth/schemes/basic.ts';
import { isCredentialHeader } from '../request/credential-fields.ts';
import type { Exchange, HttpRequest } from '../request/model.ts';
import { challengesOf, credentialsOf } from './challenges.ts';
import { type Question, type Repair, withHeader, writtenRequest } from './repair.ts';

const password: readonly Question[] = [
  { name: 'user', label: 'User name', secret: false },
  { name: 'password', label: 'Password', secret: true },
];

/** Asks for the credentials that the server wants, and sends them once. */
export const askCredentials: Repair = {
  id: 'ask-credentials',
  applies: (_finding, exchange) => wanted(exchange) !== undefined,
  repair({ exchange, answers }) {
    const form = wanted(exchange);
    if (!form)
      return { kind: 'instructions', text: 'The server asks for a kind of credentials that the panel cannot send' };
    const request = writtenRequest(exchange);
    if (answers) return { kind: 'request', request: withHeader(request, form.header, form.format(answers)) };
    const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
    return {
      kind: 'ask',
      text: `Credentials for "${host}", sent once as ${form.header}: ${form.scheme}`,
      questions: form.questions,
    };
  },
};

interface CredentialForm {
  readonly header: string;
  readonly scheme: string;
  readonly questions: readonly Question[];
  readonly format: (answers: Readonly<Record<string, string>>) => string;
}

/** The scheme that was sent if the server still offers it, else the first it offers that takes a token or a password. */
function wanted(exchange: Exchange): CredentialForm | undefined {
  const request = writtenRequest(exchange);
  const { header, challenges } = challengesOf(exchange);
  const sent = credentialsOf(request, header)?.scheme;
  const offered = challenges.map(challenge => challenge.scheme).filter(isAskable);
  const same = offered.find(scheme => scheme.toLowerCase() === sent?.toLowerCase());
  const scheme = same ?? offered[0] ?? (challenges.length === 0 && sent && isAskable(sent) ? sent : undefined);
  if (scheme) return formFor(header, scheme);
  if (challenges.length > 0) return undefined;
  return keyForm(request) ?? formFor(header, 'Bearer');
}

function isAskable(scheme: string): boolean {
  return /^(?:basic|bearer|token|apikey)$/i.test(scheme);
}

function formFor(header: string, scheme: string): CredentialForm {
  if (/^basic$/i.test(scheme)) {
    const format = (answers: Readonly<Record<string, string>>) =>
      `Basic ${encodeBasic(answers.user ?? '', answers.password ?? '')}`;
    return { header, scheme, questions: password, format };
  }
  const questions = [{ name: 'token', label: 'Token', secret: true, help: `Without "${scheme}" before it` }];
  return { header, scheme, questions, format: answers => `${scheme} ${(answers.token ?? '').trim()}` };
}

/** A key in a header of its own, such as X-Api-Key. */
function keyForm(request: HttpRequest): CredentialForm | undefined {
  const key = request.headers.find(
    ({ name }) => isCredentialHeader(name) && !/^(?:proxy-)?authorization$|cookie|^dpop$/i.test(name),
  );
  if (!key) return undefined;
  const questions = [{ name: 'key', label: `Value of ${key.name}`, secret: true }];
  return { header: key.name, scheme: 'a key', questions, format: answers => (answers.key ?? '').trim() };
}
