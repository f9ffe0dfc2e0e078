import { mendHeader } from '../repair/fix-header.ts';
import type { HttpRequest } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { originOf } from '../text/origin.ts';
import { completeUrl, fromRequest, mergeForm, type RequestFields, toRequest } from './form.ts';
import type { Form } from './protocol.ts';

/** The request being edited, and how it is sent. */
export class Draft {
  #fields: RequestFields = fromRequest({ method: 'GET', url: '', headers: [] });
  #revision = 0;
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

  set(request: HttpRequest): void {
    this.#fields = fromRequest(request);
    this.#revision++;
  }

  /** What the page sent. */
  merge(form: Form, revision: number): void {
    const before = originOf(this.#fields.url);
    this.#fields = mergeForm(this.#fields, form);
    // A password that was given for one origin is not for the next one.
    if (originOf(this.#fields.url) !== before) this.forgetPasswords();
    this.#revision = Math.max(this.#revision, revision);
  }

  /** Writes a header as the check says it should be. */
  mend(id: string): void {
    const headers = this.#fields.headers.map(header => (header.id === id ? { ...mendHeader(header), id } : header));
    this.#fields = { ...this.#fields, headers };
    this.#revision++;
  }

  forgetPasswords(): void {
    const { digest, aws, ...options } = this.options;
    this.options = options;
  }
}
