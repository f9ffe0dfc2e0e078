import type { Body } from '../request/model.ts';
import { type SecretSpan, secretsInBody } from '../request/secret-spans.ts';
import type { Span } from '../text/span.ts';
import { firstBytes, formatHex, imageType, toCharacters } from './format-bytes.ts';
import { formatJson } from './format-json.ts';
import type { BodyForm, BodyView } from './protocol.ts';
import { toSegments } from './segments.ts';

/** Characters of a body that the page gets, and bytes of one that is no text; the whole is opened in an editor. */
const shownText = 50_000;
const shownBytes = 4_096;

interface Page {
  /** The secrets of a text, with those that a server repeats. */
  readonly withEchoes: (text: string, secrets: readonly SecretSpan[]) => readonly SecretSpan[];
  readonly marksIn: (target: string, length: number) => readonly Span[];
}

export function presentBody(target: string, body: Body | undefined, page: Page): { body?: BodyView } {
  if (!body || (body.text === '' && !body.base64)) return {};
  const forms = body.base64 ? formsOfBytes(target, body, page) : formsOfText(target, body, page);
  return {
    body: {
      target,
      forms,
      ...(body.size !== undefined && { size: body.size }),
      cut: body.base64 ? (body.size ?? 0) > shownBytes : body.text.length > shownText,
      partial: body.partial === true && !body.base64,
      ...(body.file && { inFile: body.file.whole ? 'whole' : 'beginning' }),
    },
  };
}

/** The whole text of one form of the body. */
export function revealBody(own: string, body: Body | undefined, target: string): string | undefined {
  if (!body) return undefined;
  const text = body.text.slice(0, shownText);
  if (target === own) return text;
  if (target === `${own}-formatted`) return formatJson(text, body.text.length > shownText)?.text;
  if (target !== `${own}-image`) return undefined;
  const type = imageType(body);
  return type && `data:${type};base64,${body.base64}`;
}

function formsOfText(target: string, body: Body, page: Page): readonly BodyForm[] {
  const text = body.text.slice(0, shownText);
  const secrets = page.withEchoes(text, secretsInBody(text));
  const marks = page.marksIn(target, text.length);
  const received: BodyForm = { kind: 'received', target, value: toSegments(text, secrets, marks) };
  const formatted = formatJson(text, body.text.length > shownText || body.partial === true);
  if (!formatted) return [received];
  const { place } = formatted;
  const value = toSegments(formatted.text, secrets.map(place), marks.map(place));
  return [{ kind: 'formatted', target: `${target}-formatted`, value }, received];
}

function formsOfBytes(target: string, body: Body, page: Page): readonly BodyForm[] {
  const bytes = firstBytes(body, shownBytes);
  const characters = toCharacters(bytes);
  const secrets = page.withEchoes(characters, secretsInBody(characters));
  const hex: BodyForm = { kind: 'hex', target: `${target}-hex`, value: [{ text: formatHex(bytes, secrets) }] };
  const isImage = imageType(body) !== undefined && !body.file;
  return isImage ? [{ kind: 'image', target: `${target}-image`, value: [] }, hex] : [hex];
}
