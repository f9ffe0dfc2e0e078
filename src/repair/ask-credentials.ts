import { encodeBasic } from '../auth/schemes/basic.ts';
import { findCredentials } from '../diagnosis/sent.ts';
import { isCredentialHeader } from '../request/credential-fields.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import { challengesOf, credentialsOf } from './challenges.ts';
import { type Question, type Repair, type RepairStep, withHeader, withoutHeader, writtenRequest } from './repair.ts';

/** Asks for the credentials that the server wants, and sends them once. */
export const askCredentials: Repair = {
  id: 'ask-credentials',
  applies: (_finding, exchange) => wantedForm(exchange) !== undefined,
  repair({ exchange, answers }) {
    const form = wantedForm(exchange);
    if (!form)
      return { kind: 'instructions', text: 'The server asks for a kind of credentials that cannot be sent from here' };
    const request = writtenRequest(exchange);
    if (answers) return form.apply(request, answers);
    const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
    return { kind: 'ask', text: `For "${host}", sent once as ${form.sentAs}`, questions: form.questions };
  },
};

type Answers = Readonly<Record<string, string>>;

interface CredentialForm {
  /** As in `Authorization: Basic`. */
  readonly sentAs: string;
  readonly questions: readonly Question[];
  readonly apply: (request: HttpRequest, answers: Answers) => RepairStep;
}

const askable = ['digest', 'bearer', 'token', 'apikey', 'basic'];

/** For the scheme that was sent if the server still offers it, else the strongest it offers of those that can be asked for. */
function wantedForm(exchange: Exchange): CredentialForm | undefined {
  const request = writtenRequest(exchange);
  const { header, challenges } = challengesOf(exchange);
  const sent = credentialsOf(request, header)?.scheme.toLowerCase();
  const offered = challenges.filter(({ scheme }) => askable.includes(scheme.toLowerCase()));
  const strongest = askable.flatMap(name => offered.filter(({ scheme }) => scheme.toLowerCase() === name))[0];
  // Challenges that name no registered scheme are answered where the request already carries its credentials.
  const own = keyForm(request) ?? cookieForm(request);
  if (own && offered.every(({ scheme }) => /^apikey$/i.test(scheme))) return own;
  const challenge = offered.find(({ scheme }) => scheme.toLowerCase() === sent) ?? strongest;
  if (challenge) return formFor(header, challenge.scheme);
  if (challenges.length > 0) return undefined;
  if (sent && askable.includes(sent)) return formFor(header, credentialsOf(request, header)?.scheme ?? sent);
  return formFor(header, 'Bearer');
}

function formFor(header: string, scheme: string): CredentialForm {
  const sentAs = `${header}: ${scheme}`;
  switch (scheme.toLowerCase()) {
    case 'basic':
      return { sentAs, questions: password, apply: (request, answers) => withBasic(request, header, answers) };
    case 'digest':
      return { sentAs, questions: password, apply: (request, answers) => withDigest(request, header, answers) };
    default: {
      const question = { name: 'token', label: 'Token', secret: true, help: `Without "${scheme}" before it` };
      const value = ({ token = '' }: Answers) => `${scheme} ${token.trim()}`;
      return {
        sentAs,
        questions: [question],
        apply: (request, answers) => ({ kind: 'request', request: withHeader(request, header, value(answers)) }),
      };
    }
  }
}

const password: readonly Question[] = [
  { name: 'user', label: 'User name', secret: false },
  { name: 'password', label: 'Password', secret: true },
];

function withBasic(request: HttpRequest, header: string, { user = '', password = '' }: Answers): RepairStep {
  return { kind: 'request', request: withHeader(request, header, `Basic ${encodeBasic(user, password)}`) };
}

/** The sender answers the challenge, because only it knows the nonce (RFC 7616 §3.4). */
function withDigest(request: HttpRequest, header: string, { user = '', password = '' }: Answers): RepairStep {
  return { kind: 'request', request: withoutHeader(request, header), options: { digest: { user, password } } };
}

/** A key in a header of its own, such as X-Api-Key. */
function keyForm(request: HttpRequest): CredentialForm | undefined {
  const key = request.headers.find(
    ({ name }) => isCredentialHeader(name) && !/^(?:proxy-)?authorization$|cookie|^dpop$/i.test(name),
  );
  if (!key) return undefined;
  return {
    sentAs: key.name,
    questions: [{ name: 'key', label: `Value of ${key.name}`, secret: true }],
    apply: (written, answers) => ({
      kind: 'request',
      request: withHeader(written, key.name, (answers.key ?? '').trim()),
    }),
  };
}

/** The session of a browser, where the request carries one and nothing else. */
function cookieForm(request: HttpRequest): CredentialForm | undefined {
  const [main] = findCredentials(request);
  if (main?.place !== 'cookie') return undefined;
  const { name } = main;
  return {
    sentAs: 'Cookie',
    questions: [{ name: 'cookie', label: `Value of the cookie ${name}`, secret: true, help: 'From a new sign-in' }],
    apply: (written, { cookie = '' }) => {
      const pairs = (headerValue(written.headers, 'Cookie') ?? '').split(';').map(pair => pair.trim());
      const renewed = pairs.map(pair => (pair.startsWith(`${name}=`) ? `${name}=${cookie.trim()}` : pair));
      return { kind: 'request', request: withHeader(written, 'Cookie', renewed.join('; ')) };
    },
  };
}
