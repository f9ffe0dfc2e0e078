import type { FileRequest, Setting, Written, WrittenBody, WrittenHeader } from './http-file.ts';

/** A request of a `.http` file while its section is read. */
export interface Draft {
  readonly sectionStart: number;
  readonly title?: Written;
  readonly settings: Setting[];
  curl?: Written;
  method?: Written;
  url?: Written;
  httpVersion?: string;
  readonly headers: WrittenHeader[];
  /** Of the request line. */
  indent: number;
  body?: WrittenBody;
  end: number;
}

/** Undefined where the section has no request line. */
export function requestOf(draft: Draft, sectionEnd: number): FileRequest | undefined {
  const { method, url, headers, settings, body, httpVersion, title, curl, sectionStart, end } = draft;
  if (!method || !url) return undefined;
  const name =
    settings.find(({ key, value }) => key === 'name' && value.text !== '')?.value ??
    (title && /^[\w.-]{1,100}$/.test(title.text) ? title : undefined);
  return {
    ...(name ? { name } : {}),
    ...(title ? { title: title.text } : {}),
    ...(curl ? { curl } : {}),
    method,
    url,
    ...(httpVersion ? { httpVersion } : {}),
    headers,
    ...(body ? { body } : {}),
    settings,
    span: { start: method.span.start, end },
    section: { start: sectionStart, end: sectionEnd },
  };
}
