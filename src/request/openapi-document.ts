// What an OpenAPI document says beyond its operations: servers, references, security schemes, and the bodies that examples
// and schemas describe. Version 2 and 3 differ in where these stand, and here alone.
import { arrayOf, type Json, objectOf, textOf } from './json-values.ts';
import { encodeForm, formatMultipart, formBoundary } from './multipart.ts';
import { decodePercent } from './percent.ts';
import { encodeFormTemplate } from './templates.ts';

const deepest = 12;
/** A schema that refers to itself in many places would give a body without end. */
const mostValues = 2000;

export class OpenApiDocument {
  readonly json: Json;
  #values = 0;

  constructor(json: Json) {
    this.json = json;
  }

  /** The object itself, or what its `$ref` of this document names. */
  follow(value: unknown, depth = 0): Json | undefined {
    const object = objectOf(value);
    const reference = textOf(object?.$ref);
    if (reference === undefined) return object;
    if (!reference.startsWith('#/') || depth > deepest) return undefined;
    let target: unknown = this.json;
    for (const part of reference.slice(2).split('/')) {
      const key = decodePercent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      target = Array.isArray(target) ? target[Number(key)] : objectOf(target)?.[key];
    }
    return this.follow(target, depth + 1);
  }

  /** Without its final slash. An address that is relative, or missing, begins with `{{baseUrl}}`. */
  serverOf(operation: Json, item: Json): string {
    const host = textOf(this.json.host);
    if (host !== undefined) {
      const schemes = Array.isArray(this.json.schemes) ? this.json.schemes : [];
      const scheme = schemes.includes('https') || schemes.length === 0 ? 'https' : textOf(schemes[0]);
      return `${scheme}://${host}${withoutSlash(textOf(this.json.basePath) ?? '')}`;
    }
    const [server] = [operation, item, this.json].flatMap(({ servers }) => arrayOf(servers));
    const variables = objectOf(server?.variables) ?? {};
    const url = (textOf(server?.url) ?? textOf(this.json.basePath) ?? '').replace(
      /\{([^{}]{1,100})\}/g,
      (_, name: string) => textOf(objectOf(variables[name])?.default) ?? `{{${name}}}`,
    );
    return url.includes('://') || url.startsWith('{{') ? withoutSlash(url) : `{{baseUrl}}${withoutSlash(url)}`;
  }

  securityScheme(name: string): Json | undefined {
    const schemes =
      objectOf(objectOf(this.json.components)?.securitySchemes) ?? objectOf(this.json.securityDefinitions);
    return this.follow(schemes?.[name]);
  }

  /** The example of a parameter or a media type, or what its schema gives by default. */
  exampleOf(holder: Json): unknown {
    if (holder.example !== undefined) return holder.example;
    const [first] = Object.values(objectOf(holder.examples) ?? {});
    const example = this.follow(first)?.value;
    if (example !== undefined) return example;
    const schema = this.follow(holder.schema) ?? holder;
    const examples = Array.isArray(schema.examples) ? schema.examples : [];
    return schema.example ?? examples[0] ?? schema.default ?? (Array.isArray(schema.enum) ? schema.enum[0] : undefined);
  }

  bodyOf(operation: Json, parameters: readonly Json[]): { text: string; contentType: string } | undefined {
    const content = objectOf(this.follow(operation.requestBody)?.content);
    if (content) {
      const types = Object.keys(content);
      const type = types.find(one => /\bjson\b/i.test(one)) ?? types[0];
      const media = type === undefined ? undefined : this.follow(content[type]);
      if (type === undefined || !media) return undefined;
      return this.#format(type.includes('*') ? 'application/json' : type, this.#sample(media));
    }
    const inBody = parameters.find(parameter => parameter.in === 'body');
    const consumes = operation.consumes ?? this.json.consumes;
    const type = textOf(Array.isArray(consumes) ? consumes[0] : undefined);
    if (inBody) return this.#format(type ?? 'application/json', this.#sample(inBody));
    const fields = parameters.filter(parameter => parameter.in === 'formData');
    if (fields.length === 0) return undefined;
    const values = fields.map(field => {
      const name = textOf(field.name) ?? '';
      return [name, this.exampleOf(field) ?? `{{${name}}}`];
    });
    return this.#format(type ?? 'application/x-www-form-urlencoded', Object.fromEntries(values));
  }

  #sample(holder: Json): unknown {
    const example = this.exampleOf(holder);
    this.#values = 0;
    return example !== undefined ? example : this.#sampleOf(holder.schema, 0);
  }

  /** As small a value as the schema allows, so that what has to be filled in can be seen. */
  #sampleOf(value: unknown, depth: number): unknown {
    const schema = this.follow(value);
    if (!schema || depth > deepest || this.#values++ > mostValues) return null;
    const example = this.exampleOf(schema);
    if (example !== undefined) return example;
    const parts = arrayOf(schema.allOf);
    if (parts.length > 0) {
      const samples = [...parts, { ...schema, allOf: undefined }].map(part => this.#sampleOf(part, depth + 1));
      return Object.assign({}, ...samples.map(sample => objectOf(sample) ?? {}));
    }
    const [choice] = [...arrayOf(schema.oneOf), ...arrayOf(schema.anyOf)];
    if (choice) return this.#sampleOf(choice, depth + 1);
    const properties = objectOf(schema.properties);
    const type = Array.isArray(schema.type) ? schema.type[0] : (schema.type ?? (properties ? 'object' : undefined));
    switch (type) {
      case 'object':
        return this.#sampleOfObject(properties ?? {}, schema, depth);
      case 'array':
        return schema.items === undefined ? [] : [this.#sampleOf(schema.items, depth + 1)];
      case 'integer':
      case 'number':
        return 0;
      case 'boolean':
        return false;
      default:
        return '';
    }
  }

  #sampleOfObject(properties: Json, schema: Json, depth: number): Json {
    const required = new Set(Array.isArray(schema.required) ? schema.required : Object.keys(properties));
    const entries = Object.entries(properties)
      .filter(([name, property]) => required.has(name) && this.follow(property)?.readOnly !== true)
      .map(([name, property]) => [name, this.#sampleOf(property, depth + 1)]);
    return Object.fromEntries(entries);
  }

  #format(contentType: string, value: unknown): { text: string; contentType: string } {
    const fields = Object.entries(objectOf(value) ?? {}).map(([name, field]) => ({
      name,
      value: typeof field === 'object' ? JSON.stringify(field) : String(field),
    }));
    if (contentType.startsWith('application/x-www-form-urlencoded')) {
      const pairs = fields.map(field => `${encodeForm(field.name)}=${encodeFormTemplate(field.value)}`);
      return { text: pairs.join('&'), contentType };
    }
    if (contentType.startsWith('multipart/')) {
      const boundary = formBoundary(fields);
      return { text: formatMultipart(fields, boundary).text, contentType: `${contentType}; boundary=${boundary}` };
    }
    if (typeof value === 'string') return { text: value, contentType };
    return { text: JSON.stringify(value, undefined, 2), contentType };
  }
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
