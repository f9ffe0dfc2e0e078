// Texts with `{{name}}` in them, which importers write where a value is not known yet.
import { encodeBasic } from '../auth/schemes/basic.ts';
import { encodeForm } from './multipart.ts';

const variable = /(\{\{[^{}]{1,200}\}\})/;

/** As a form field; a variable stays: its value is encoded, or not, by whoever fills it in. */
export function encodeFormTemplate(text: string): string {
  return text
    .split(variable)
    .map((part, i) => (i % 2 === 1 ? part : encodeForm(part)))
    .join('');
}

/** Basic credentials. What holds a variable cannot be encoded yet: the short form waits for its value. */
export function basicTemplate(user: string, password: string): string {
  return `Basic ${variable.test(user + password) ? `${user}:${password}` : encodeBasic(user, password)}`;
}

/** A name for what an expression gives: `process.env.TOKEN` and `os.environ["TOKEN"]` are `TOKEN`. */
export function variableOf(expression: string): string {
  const environment =
    /^(?:process\.env|import\.meta\.env|Deno\.env|Bun\.env)\.([A-Za-z_]\w{0,100})!?$/.exec(expression) ??
    /^(?:process\.env|os\.environ)\[\s{0,9}["']([A-Za-z_]\w{0,100})["']\s{0,9}\]$/.exec(expression);
  return environment?.[1] ?? expression.replace(/[{}]/g, '').slice(0, 200);
}
