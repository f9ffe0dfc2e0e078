import { type Field, readFields } from '../../diagnosis/fields.ts';
import { findCredentials } from '../../diagnosis/sent.ts';
import { type HttpRequest, headerValue } from '../../request/model.ts';
import { applyEdits } from '../../text/span.ts';
import type { CredentialForm } from './credential-form.ts';

const userName = /^(?:(?:[a-z]{1,20}_)?user_?name|user|login|e?mail|email_?address|name|account|identifier)$/i;
const clientName = /^client_?id$/i;

/** The sign-in that a request is: user name and password, or client id and secret, as fields of its form or JSON. */
export function bodyForm(request: HttpRequest, kind: 'password' | 'client'): CredentialForm | undefined {
  const text = request.body?.text ?? '';
  const secret = findCredentials(request).find(sent => sent.place === 'body' && sent.kind === kind);
  if (!secret) return undefined;
  const fields = readFields(text, 0);
  const nameOf = kind === 'password' ? userName : clientName;
  const user = fields.find(({ name }) => nameOf.test(name));
  const [userQuestion, secretQuestion] = kind === 'password' ? ['user', 'password'] : ['client_id', 'client_secret'];
  return {
    sentAs: `"${secret.name}" in the body`,
    questions: [
      ...(user ? [{ name: userQuestion, label: `Value of "${user.name}"`, secret: false, value: user.value }] : []),
      { name: secretQuestion, label: `Value of "${secret.name}"`, secret: true },
    ],
    apply: (written, answers) => {
      const isForm = /urlencoded/i.test(headerValue(written.headers, 'Content-Type') ?? '') || !/^\s*[{[<]/.test(text);
      const edit = ({ span }: Field, value: string) => ({
        span,
        text: isForm ? encodeURIComponent(value) : quoted(value),
      });
      const edits = fields.flatMap(field => {
        if (field === user) return [edit(field, answers[userQuestion] ?? field.value)];
        return field.name === secret.name ? [edit(field, answers[secretQuestion] ?? '')] : [];
      });
      return { kind: 'request', request: { ...written, body: { text: applyEdits(text, edits) } } };
    },
  };
}

/** As it stands between the quotes of JSON. */
function quoted(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
