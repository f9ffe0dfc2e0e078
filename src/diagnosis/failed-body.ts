import { type HttpResponse, headerValue } from '../request/model.ts';

/**
 * Whether the body of a success holds an error: `{"errors": […]}`, `{"ok": false}`, `{"error": …}`, `{"retCode": 10003}` and
 * their like at the top of a body or in its only member, an answer of several of which one failed, or a gRPC status other than 0.
 */
export function holdsError(body: string, response: HttpResponse): boolean {
  const status =
    headerValue(response.headers, 'grpc-status') ?? /grpc-status: ?(\d{1,3})/i.exec(body.slice(-8000))?.[1];
  // https://grpc.io/docs/guides/status-codes/: 7 is PERMISSION_DENIED, 16 is UNAUTHENTICATED.
  if (status !== undefined) return ['7', '16'].includes(status.trim());
  if (body.length > 65_536 || !/^\s{0,20}[{[]/.test(body)) return false;
  try {
    const parsed = JSON.parse(body) as Record<string, unknown> | readonly unknown[];
    // Calls that went in one request, as JSON-RPC and tRPC have them: each part is an object with its `result` or `error`.
    if (Array.isArray(parsed)) return parsed.some(one => isPart(one) && isError(one));
    const whole = parsed as Record<string, unknown>;
    const [only, ...others] = Object.values(whole);
    const enveloped = others.length === 0 && typeof only === 'object' && only !== null && !Array.isArray(only);
    return isError(whole) || (enveloped && isError(only as Record<string, unknown>));
  } catch {
    return false;
  }
}

/** Orders with an `error` of their own are no answers to calls. */
function isPart(one: unknown): one is Record<string, unknown> {
  if (typeof one !== 'object' || one === null || !('error' in one)) return false;
  return typeof one.error === 'object' && one.error !== null && 'code' in one.error;
}

function isError(json: Record<string, unknown>): boolean {
  const { errors, error, Error: named, exception, ok, success, status, result } = json;
  if (ok === true || success === true) return false;
  if (Array.isArray(errors) && errors.length > 0) return true;
  if (ok === false || success === false || [status, result].some(one => one === 'error' || one === 'fail')) return true;
  const told = [error, named, exception].some(one =>
    typeof one === 'string'
      ? one !== ''
      : Array.isArray(one)
        ? one.length > 0
        : typeof one === 'object' && one !== null,
  );
  return told || hasErrorCode(json);
}

/** `errcode` is of errors alone; a `code` of 0 or 200 is of a success, and so is what calls itself one. */
function hasErrorCode(json: Record<string, unknown>): boolean {
  const named = Object.entries(json).map(([name, value]) => [name.toLowerCase().replaceAll('_', ''), value] as const);
  const value = (...names: readonly string[]) => named.find(([name]) => names.includes(name))?.[1];
  if (value('errcode', 'errorcode', 'errno')) return true;
  const message = value('message', 'msg', 'retmsg', 'resultmsg');
  if (typeof message !== 'string' || /^(?:ok|success\w{0,4})\b/i.test(message)) return false;
  if (Number(value('retcode', 'resultcode', 'ret')) > 0) return true;
  return Number(value('code', 'status', 'statuscode')) >= 300;
}
