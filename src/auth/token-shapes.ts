import { decodeUtf8 } from '../text/bytes.ts';
import { decodeBase64 } from './base64.ts';

/** Looks like a compact JWS or JWE: base64url parts, of which the first is that of `{"`. Only the shape is looked at. */
export function isJwt(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/.test(text);
}

/** Standard base64 of printable ASCII with one colon in it: hardly anything but a user name and a password. */
export function isBasicPair(text: string): boolean {
  if (text.length < 8 || text.length % 4 !== 0) return false;
  const decoded = decodeBase64(text);
  if (decoded?.alphabet !== 'standard') return false;
  return /^[!-9;-~]{1,128}:[!-9;-~]{1,128}$/.test(decodeUtf8(decoded.bytes) ?? '');
}
