// What the comments of a `.http` file say about sending: `# @no-redirect`, `# @timeout 5 s`, … in any dialect's spelling.
import type { FileRequest, Setting } from './http-file.ts';
import type { RequestProblem } from './problem.ts';
import type { SendOptions } from './sender.ts';

type Options = { -readonly [Key in keyof SendOptions]: SendOptions[Key] };

/** Settings that ask for something that does not happen here, and what happens instead. */
const unsupported: Readonly<Record<string, string>> = {
  loop: 'the request is sent once',
  sleep: 'the request is sent at once',
  ratelimit: 'the request is sent at once',
  connectiontimeout: '"# @timeout" is for the whole request',
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

export function optionsOf({ settings }: FileRequest, problems: RequestProblem[]): SendOptions {
  const options: Options = {};
  for (const setting of settings) {
    const { key, value, span } = setting;
    if (key === 'noredirect') options.followRedirects = false;
    else if (key === 'nocookiejar') options.keepCookies = false;
    else if (key === 'norejectunauthorized' || key === 'curlinsecure' || key === 'curlk') options.verifyTls = false;
    else if (key === 'proxy' && value.text !== '') options.proxy = { url: value.text };
    else if (key === 'timeout') readTimeout(setting, options, problems);
    else if (unsupported[key] !== undefined) {
      const message = `"@${key}" is not supported: ${unsupported[key]}`;
      problems.push({ code: 'unsupported-setting', severity: 'info', message, span });
    }
  }
  return options;
}

function readTimeout({ value, span }: Setting, options: Options, problems: RequestProblem[]): void {
  const [, number = '', unit = 's'] = /^(\d{1,9})\s*(ms|s|m)?$/.exec(value.text) ?? [];
  const factor = units[unit];
  if (number !== '' && factor !== undefined) options.timeout = Number(number) * factor;
  else {
    const message = `"${value.text}" is no time: write seconds, or a unit as in "500 ms"`;
    problems.push({ code: 'timeout', severity: 'warning', message, span });
  }
}
