import { encodeBasic } from '../auth/schemes/basic.ts';
import type { Finding } from '../diagnosis/model.ts';
import { findCredentials } from '../diagnosis/sent.ts';
import { isCredentialHeader } from '../request/credential-fields.ts';
import { type Exchange, type HttpRequest, headerValue } from '../request/model.ts';
import { challengesOf, credentialsOf } from './challenges.ts';
import { bodyForm } from './forms/body-form.ts';
import type { CredentialForm } from './forms/credential-form.ts';
import { openForm } from './forms/open-form.ts';
import {
  type Answers,
  type Question,
  type Repair,
  type RepairStep,
  withHeader,
  withoutHeader,
  withParameter,
  writtenRequest,
} from './repair.ts';

/** Asks for the credentials that the server wants, and sends them once. */
export const askCredentials: Repair = {
  id: 'ask-credentials',
  applies: (finding, exchange) => wantedForm(finding, exchange) !== undefined,
  repair({ finding, exchange, answers }) {
    const form = wantedForm(finding, exchange);
    if (!form)
      return { kind: 'instructions', text: 'The server asks for a kind of credentials that cannot be sent from here' };
    const request = writtenRequest(exchange);
    if (answers) return form.apply(request, answers);
    const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
    return { kind: 'ask', text: `For "${host}", sent once as ${form.sentAs}`, questions: form.questions };
  },
};

const askable = ['digest', 'bearer', 'token', 'apikey', 'basic'];

/** For the scheme that was sent if the server still offers it, else the strongest it offers of those that can be asked for. */
function wantedForm({ cause }: Finding, exchange: Exchange): CredentialForm | undefined {
  const request = writtenRequest(exchange);
  if (cause === 'client-authentication-failed') return bodyForm(request, 'client') ?? clientForm;
  const { header, challenges } = challengesOf(exchange);
  const written = credentialsOf(request, header)?.scheme;
  const sent = written?.toLowerCase();
  const body = cause === 'invalid-credentials' ? bodyForm(request, 'password') : undefined;
  if (body) return body;
  const offered = challenges.filter(({ scheme }) => askable.includes(scheme.toLowerCase()));
  const strongest = askable.flatMap(name => offered.filter(({ scheme }) => scheme.toLowerCase() === name))[0];
  // Challenges that name no registered scheme are answered where the request already carries its credentials.
  const own = misplaced.includes(cause) ? undefined : (keyForm(request) ?? cookieForm(request));
  if (own && (cause === 'invalid-api-key' || offered.every(({ scheme }) => /^apikey$/i.test(scheme)))) return own;
  const challenge = offered.find(({ scheme }) => scheme.toLowerCase() === sent) ?? strongest;
  if (challenge) return formFor(header, challenge.scheme, exchange);
  if (challenges.length > 0) return undefined;
  if (sent && askable.includes(sent) && !misplaced.includes(cause)) return formFor(header, written ?? sent, exchange);
  return openForm(exchange);
}

/** What was sent is of another kind, or in another place, than the server wants. */
const misplaced: readonly string[] = ['credentials-missing', 'scheme-mismatch', 'wrong-header-name'];

/** RFC 6749 §2.3.1: what every authorization server takes. */
const clientForm: CredentialForm = {
  sentAs: 'Authorization: Basic',
  questions: [
    { name: 'client_id', label: 'Client id', secret: false },
    { name: 'client_secret', label: 'Client secret', secret: true },
  ],
  apply: (request, { client_id = '', client_secret = '' }) => {
    const [user = '', password = ''] = [client_id, client_secret].map(text => encodeURIComponent(text.trim()));
    return { kind: 'request', request: withHeader(request, 'Authorization', `Basic ${encodeBasic(user, password)}`) };
  },
};

function formFor(header: string, scheme: string, { proxy }: Exchange): CredentialForm {
  const sentAs = `${header}: ${scheme}`;
  switch (scheme.toLowerCase()) {
    case 'basic':
      return {
        sentAs,
        questions: password,
        apply: (request, answers) =>
          header === 'Proxy-Authorization' && proxy !== undefined
            ? { kind: 'request', request, options: { proxy: { url: proxy, authorization: basicOf(answers) } } }
            : { kind: 'request', request: withHeader(request, header, basicOf(answers)) },
      };
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

function basicOf({ user = '', password = '' }: Answers): string {
  return `Basic ${encodeBasic(user, password)}`;
}

/** The sender answers the challenge, because only it knows the nonce (RFC 7616 §3.4). */
function withDigest(request: HttpRequest, header: string, { user = '', password = '' }: Answers): RepairStep {
  return { kind: 'request', request: withoutHeader(request, header), options: { digest: { user, password } } };
}

/** A key in a header of its own, such as X-Api-Key, or in the query. */
function keyForm(request: HttpRequest): CredentialForm | undefined {
  const key = request.headers.find(
    ({ name }) => isCredentialHeader(name) && !/^(?:proxy-)?authorization$|cookie|^dpop$/i.test(name),
  );
  const parameter = findCredentials(request).find(({ kind, place }) => kind === 'api-key' && place === 'query');
  const name = key?.name ?? parameter?.name;
  if (name === undefined) return undefined;
  return {
    sentAs: name,
    questions: [{ name: 'key', label: `Value of ${name}`, secret: true }],
    apply: (written, answers) => {
      const value = (answers.key ?? '').trim();
      if (key) return { kind: 'request', request: withHeader(written, name, value) };
      return { kind: 'request', request: withParameter(written, name, value) };
    },
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
