import { mendHeader } from '../repair/fix-header.ts';
import type { ImportedRequest } from '../request/importer.ts';
import type { HttpRequest } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { originOf } from '../text/origin.ts';
import { type Auth, presentAuth, readAuth, writeAuth } from './auth.ts';
import { completeUrl, fromRequest, mergeForm, type RequestFields, toRequest } from './form.ts';
import type { AuthEdit, AuthView, Form } from './protocol.ts';

/** The request being edited, and how it is sent. */
export class Draft {
  #fields: RequestFields = fromRequest({ method: 'GET', url: '', headers: [] });
  #revision = 0;
  /** The credentials that the page knows, as JSON, and how often others than it changed them. */
  #known = '';
  #changes = 0;
  /** Those of the kinds that were left for another one. */
  readonly #left = new Map<string, Auth['values']>();
  options: SendOptions = {};

  get fields(): RequestFields {
    return this.#fields;
  }

  get revision(): number {
    return this.#revision;
  }

  request(): HttpRequest {
    return toRequest(this.#fields);
  }

  /** As it is sent; undefined where its URL is none. */
  complete(): HttpRequest | undefined {
    const url = completeUrl(this.#fields.url);
    return url === undefined ? undefined : { ...this.request(), url };
  }

  /** With how it is sent, its URL completed where that can be. */
  whole(): ImportedRequest {
    return { ...(this.complete() ?? this.request()), options: this.options };
  }

  set(request: HttpRequest): void {
    if (originOf(request.url) !== originOf(this.#fields.url)) this.#left.clear();
    this.#fields = fromRequest(request);
    this.#revision++;
  }

  /** What the page sent. */
  merge(form: Form, revision: number, auth?: AuthEdit): void {
    const before = originOf(this.#fields.url);
    this.#fields = mergeForm(this.#fields, form);
    // A password or a certificate that was given for one origin is not for the next one.
    if (originOf(this.#fields.url) !== before) this.#forgetProofs();
    this.#revision = Math.max(this.#revision, revision);
    if (auth) this.#signIn(auth);
  }

  /** How it signs in, without secrets. */
  auth(): AuthView {
    const auth = readAuth({ fields: this.#fields, options: this.options });
    const now = JSON.stringify(auth);
    if (now !== this.#known) this.#changes++;
    this.#known = now;
    return presentAuth(auth, this.#changes);
  }

  #signIn({ kind, values }: AuthEdit): void {
    const signed = { fields: this.#fields, options: this.options };
    const before = readAuth(signed);
    if (before.kind !== kind) this.#left.set(before.kind, before.values);
    const earlier = before.kind === kind ? before.values : this.#left.get(kind);
    const { fields, options } = writeAuth(signed, { kind, values: { ...earlier, ...values } });
    this.#fields = fields;
    this.options = options;
    this.#known = JSON.stringify(readAuth({ fields, options }));
    this.#revision++;
  }

  /** Writes a header as the check says it should be. */
  mend(id: string): void {
    const headers = this.#fields.headers.map(header => (header.id === id ? { ...mendHeader(header), id } : header));
    this.#fields = { ...this.#fields, headers };
    this.#revision++;
  }

  #forgetProofs(): void {
    this.forgetPasswords();
    const { clientCertificate, ...options } = this.options;
    this.options = options;
  }

  forgetPasswords(): void {
    const { digest, aws, ...options } = this.options;
    this.options = options;
    this.#left.clear();
  }
}
