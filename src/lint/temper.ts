import type { HeaderProblem, Severity } from '../auth/model.ts';
import { decodeBasic } from '../auth/schemes/basic.ts';
import { isInHeaders } from './header-context.ts';
import type { Site } from './site.ts';

// What the judge of values cannot know: where the value stands. A word in a test is not a password, a header line in a
// log message is not sent, REST Client encodes Basic itself. Each entry leaves a problem as it is, lowers it, or drops it.

type Unjudged = Omit<Site, 'problems'>;
type Temper = (site: Unjudged, problem: HeaderProblem) => Severity | undefined;

const asIs: Temper = (_, problem) => problem.severity;
const info: Temper = () => 'info';
const sentOnly: Temper = (site, problem) => (site.form === 'assignment' ? undefined : problem.severity);

const tempers: Readonly<Record<string, Temper>> = {
  'basic-not-encoded': (site, problem) =>
    site.form === 'line' || (site.form === 'assignment' && !/\0\s*:\s*\0/.test(site.value))
      ? undefined
      : problem.severity,
  'basic-invalid-base64': decisiveBasic,
  'basic-base64url': decisiveBasic,
  'basic-unpadded': decisiveBasic,
  'basic-without-colon': decisiveBasic,
  'basic-control-character': decisiveBasic,
  'doubled-scheme': (site, problem) => (isWords(site) ? (isFilled(site) ? 'warning' : 'info') : problem.severity),
  'empty-credentials': emptyCredentials,
  'empty-value': () => undefined,
  'malformed-parameter': info,
  'missing-parameter': info,
  'parameter-value': info,
  'placeholder-value': info,
  'unresolved-variable': info,
  'token68-character': info,
  'extra-scheme-space': () => 'hint',
  'scheme-case': () => 'hint',
  'quoted-token': (site, problem) => (breaksOut(site) ? undefined : problem.severity),
  'non-ascii-character': notWords,
  'scheme-punctuation': keyAsScheme,
  'scheme-typo': sentOnly,
  'several-credentials': (site, problem) =>
    site.form === 'assignment' ? undefined : /^\s*\w+ +[a-z]+ *,/.test(site.value) ? 'info' : problem.severity,
  'space-in-token': (site, problem) =>
    site.form === 'assignment' || (site.form === 'argument' && !isOption(site)) || site.form === 'line' || isWords(site)
      ? undefined
      : problem.severity,
  'surrounding-space': site => (/^ \S+ \0/.test(site.value) ? 'warning' : 'info'),
  'stringified-nothing': sentOnly,
  'stray-delimiter': asIs,
  'unexpected-text': digestShorthand,
  'missing-comma': digestShorthand,
  'token68-with-parameters': digestShorthand,
};

/** The judge's problems as far as they hold where the value stands. */
export function temper(site: Unjudged, problems: readonly HeaderProblem[]): HeaderProblem[] {
  return problems.flatMap(problem => {
    const known = tempers[problem.code];
    const severity = known
      ? known(site, problem)
      : site.form === 'assignment' && !/\0/.test(site.value)
        ? undefined
        : problem.severity;
    return severity === undefined ? [] : [{ ...problem, severity }];
  });
}

export function isOption(site: Unjudged): boolean {
  return /^(?:-?-?H|--header|header)$/.test(site.callee);
}

/** A scheme and capital letters or several common words: `BEARER TOKEN`, `Basic Auth`. */
function isWords(site: Unjudged): boolean {
  return (
    /^\s*[A-Z]+(?: [A-Z]+)+\s*$/.test(site.value) ||
    /^\s*(?:bearer|basic|digest|token)(?: (?:token|auth|authentication|scheme|header|credentials?|realm|is|was|not|and|or|the|an?))+\b/i.test(
      site.value,
    )
  );
}

/** A variable right after two schemes, in what is sent: `Bearer token ${token}`. */
function isFilled(site: Unjudged): boolean {
  return site.form !== 'assignment' && !site.prose && /^\s*(\w+) (?:\1|token) \0$/i.test(site.value);
}

/** Of a Basic value in source: only what decodes into readable text with a fault, or could never decode. */
function decisiveBasic(site: Unjudged, problem: HeaderProblem): Severity | undefined {
  if (site.form === 'assignment') return undefined;
  const token = /^\s*Basic\s+(\S+)\s*$/i.exec(site.value)?.[1] ?? '';
  if (problem.code === 'basic-invalid-base64')
    return /^[\w.-]*$|[\0<>()[\]{}$*…]/.test(token) || token === '' ? undefined : problem.severity;
  const decoded = decodeBasic(token);
  if (!decoded || !/^[\x20-\x7e\r\n]{3,}$/.test(decoded.text)) return undefined;
  if (problem.code === 'basic-without-colon')
    return (token.length >= 12 && token.length % 4 === 0) || /^[a-z][a-z\d._@-]{4,}$/.test(decoded.text)
      ? 'warning'
      : undefined;
  return decoded.text.includes(':') ? problem.severity : undefined;
}

/** A scheme by itself is a mistake where it is sent, not where it is looked for or joined later. */
function emptyCredentials(site: Unjudged, problem: HeaderProblem): Severity | undefined {
  if (site.form === 'assignment' || !/^\s*(?:Bearer|Basic|Digest)\s*$/i.test(site.value)) return undefined;
  if (site.form === 'argument') return isOption(site) ? problem.severity : undefined;
  if (site.language === 'json' || site.prose) return 'info';
  if (!/\s$/.test(site.value) && !isInHeaders(site)) return 'info';
  return site.form === 'pair' &&
    !/(?:\bheaders?\b|\[)/i.test(site.enclosing[0]?.key ?? '') &&
    site.enclosing.length === 0 &&
    site.language !== 'http'
    ? 'info'
    : problem.severity;
}

/** `'"$TOKEN"'`: the quotes leave and enter a string of the shell around it. */
function breaksOut(site: Unjudged): boolean {
  if (!/^(?:shell|batch|powershell|yaml|json|text|dockerfile)$/.test(site.language)) return false;
  const [first, ...others] = site.pieces.flatMap(piece => (piece.kind === 'literal' ? [piece.segment] : []));
  if (site.language === 'shell' && !site.nested && first?.form?.open === '"' && others.every(other => other === first))
    return false;
  const around = site.text.slice(Math.max(0, site.valueSpan.start - 2), site.valueSpan.end + 6);
  return /'"\$|'"'|\\?"'\s*\+|'\$\{?\w+\}?'/.test(around);
}

/** REST Client takes `Digest user password` and signs itself. */
function digestShorthand(site: Unjudged, problem: HeaderProblem): Severity | undefined {
  if (site.form === 'assignment' || !site.value.includes('=')) return undefined;
  return site.prose || site.value.includes('\0') ? 'info' : problem.severity;
}

/** `key=…` is how some services take a key; `token=…` may be. */
function keyAsScheme(site: Unjudged, problem: HeaderProblem): Severity | undefined {
  if (site.form === 'assignment' && !/\0/.test(site.value)) return undefined;
  if (/^\s*key=/.test(site.value)) return undefined;
  return /^\s*(?:token|api_?key)=/i.test(site.value) ? 'warning' : problem.severity;
}

/** A message in another tongue, or a token masked with bullets. */
function notWords(site: Unjudged, problem: HeaderProblem): Severity | undefined {
  const rest = site.value.replace(/^\s*\w{1,20}\s+/, '');
  const masked = rest.length > 1 && new Set(rest).size === 1;
  return masked || (/^\s*token\s/i.test(site.value) && /^\p{L}+$/u.test(rest)) ? 'info' : problem.severity;
}
