import { matchHeaderName } from '../header-name.ts';
import type { Report, Rule } from '../rule.ts';
import { type Entry, type EntryMap, entryOf, type Scalar } from '../sites/entries.ts';
import { holdsSettings, mapsOf } from '../sites/file-entries.ts';

const types = {
  securityDefinitions: ['basic', 'apiKey', 'oauth2'],
  securitySchemes: ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'],
} as const;

export const securityScheme: Rule = {
  id: 'security-scheme',
  severity: 'warning',
  confidence: 'high',
  summary: 'This description of how to sign in means nothing to the tools that read it',
  rationale:
    'Swagger UI, code generators and gateways take the header from the security scheme of an OpenAPI document. A `type` that the version does not have, or a `scheme` that is no scheme, is left out without a word: the requests go without credentials, and are answered with 401.',
  notReported: 'Documents that do not say which version of OpenAPI they follow, and schemes that are not registered.',
  references: [
    '[OpenAPI 3.1: Security Scheme Object](https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object)',
    '[Swagger 2.0: Security Scheme Object](https://spec.openapis.org/oas/v2.0.html#security-scheme-object)',
  ],
  examples: [
    {
      file: 'a.yaml',
      bad: 'openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    auth:\n      type: http\n      scheme: Bearer Token\n',
      fixed: 'openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    auth:\n      type: http\n      scheme: bearer\n',
    },
    {
      file: 'b.yaml',
      bad: 'openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    auth:\n      type: bearer\n',
    },
    {
      file: 'a.json',
      bad: '{ "swagger": "2.0", "securityDefinitions": { "auth": { "type": "http", "scheme": "bearer" } } }',
    },
    {
      file: 'c.yaml',
      bad: 'openapi: 3.1.0\ncomponents:\n  securitySchemes:\n    auth:\n      type: apikey\n      in: header\n      name: Authorization\n',
      fixed:
        'openapi: 3.1.0\ncomponents:\n  securitySchemes:\n    auth:\n      type: apiKey\n      in: header\n      name: Authorization\n',
    },
    {
      file: 'd.yaml',
      bad: 'openapi: 3.1.0\ncomponents:\n  securitySchemes:\n    auth:\n      type: apiKey\n      in: header\n      name: Authorisation\n',
      fixed:
        'openapi: 3.1.0\ncomponents:\n  securitySchemes:\n    auth:\n      type: apiKey\n      in: header\n      name: Authorization\n',
    },
    {
      file: 'e.yaml',
      good: 'openapi: 3.1.0\ncomponents:\n  securitySchemes:\n    auth:\n      type: http\n      scheme: bearer\n      bearerFormat: JWT\n',
    },
    {
      file: 'f.yaml',
      good: 'swagger: "2.0"\nsecurityDefinitions:\n  auth:\n    type: apiKey\n    in: header\n    name: Authorization\n',
    },
    {
      file: 'g.yaml',
      good: 'asyncapi: 3.0.0\ncomponents:\n  securitySchemes:\n    auth:\n      type: scramSha256\n',
    },
  ],
  checkFile(file, report) {
    if (!holdsSettings(file.text, file.language) || !isOpenApi(file.text)) return;
    for (const { map, path } of mapsOf(file)) {
      const part = path.at(-2);
      if (part === 'securitySchemes' || part === 'securityDefinitions') checkScheme(map, part, report);
    }
  },
};

function isOpenApi(text: string): boolean {
  return /^[ \t{]{0,20}["']?(?:openapi|swagger)["']?[ \t]{0,4}:/m.test(text);
}

function checkScheme(map: EntryMap, part: keyof typeof types, report: Report): void {
  const type = known(map, 'type');
  if (!type) return;
  const allowed: readonly string[] = types[part];
  if (!allowed.includes(type.text)) reportType(type, part, report);
  else if (type.text === 'http') checkHttp(map, type, report);
  else if (type.text === 'apiKey' && known(map, 'in')?.text === 'header') checkName(known(map, 'name'), report);
}

function checkHttp(map: EntryMap, type: Scalar, report: Report): void {
  const scheme = known(map, 'scheme');
  if (!scheme) {
    if (!entryOf(map, 'scheme'))
      report({ message: 'A scheme of type "http" needs "scheme", such as "bearer"', span: type.span });
  } else if (/[\s:]/.test(scheme.text)) {
    const word = /^\s*(bearer|basic|digest)\b/i.exec(scheme.text)?.[1]?.toLowerCase();
    const { span } = scheme;
    report({
      message: `"${scheme.text}" is no scheme, for a scheme is one word; write "${word ?? 'bearer'}"`,
      span,
      fixes: word ? [{ title: `Write "${word}"`, safe: false, edits: [{ span, text: word }] }] : [],
    });
  }
}

function reportType({ text, span }: Scalar, part: keyof typeof types, report: Report): void {
  const meant = types[part].find(one => one.toLowerCase() === text.toLowerCase().replace(/[-_ ]/g, ''));
  const version = part === 'securitySchemes' ? 'OpenAPI 3' : 'Swagger 2.0';
  const advice =
    meant !== undefined
      ? `write "${meant}"`
      : part === 'securitySchemes' && /^(?:bearer|basic|digest)/i.test(text)
        ? `write "type: http" and "scheme: ${text.toLowerCase().replace(/[^a-z].*/, '')}"`
        : /^(?:http|bearer|jwt|token)/i.test(text)
          ? 'describe the header with "apiKey", "in: header" and "name: Authorization"'
          : `use one of ${types[part].map(one => `"${one}"`).join(', ')}`;
  report({
    message: `${version} has no type "${text}", so tools leave this scheme out; ${advice}`,
    span,
    fixes: meant === undefined ? [] : [{ title: `Write "${meant}"`, safe: true, edits: [{ span, text: meant }] }],
  });
}

function checkName(name: Scalar | undefined, report: Report): void {
  if (!name) return;
  const { text, span } = name;
  if (matchHeaderName(text) !== 'misspelt' || !/^auth?o?ri[sz]/i.test(text)) return;
  report({
    message: `"${text}" is not the header that carries credentials; call it "Authorization"`,
    span,
    fixes: [{ title: 'Rename to "Authorization"', safe: false, edits: [{ span, text: 'Authorization' }] }],
  });
}

/** A scalar that no tool fills in. */
function known(map: EntryMap, key: string): Scalar | undefined {
  const value: Entry['value'] | undefined = entryOf(map, key)?.value;
  if (value?.kind !== 'scalar' || value.text === '') return undefined;
  return value.pieces.every(piece => piece.kind === 'literal') ? value : undefined;
}
