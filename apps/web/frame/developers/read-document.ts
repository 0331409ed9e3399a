export type Json = Record<string, unknown>;

/** One address of the API as the explorer shows it. */
export interface Address {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly resource: string;
  readonly summary: string;
  readonly description: string;
  /** The action or query behind it, which the signed-in person calls by the door of our own pages. */
  readonly contract: string | null;
  readonly idField: string | null;
  readonly parameters: readonly Parameter[];
  /** An example of the body with what must be given; null when there is none. */
  readonly body: string | null;
}

export interface Parameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
  readonly schema: Json;
}

interface Document {
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json> };
}

const deepest = 4;

/** An example of what a JSON Schema asks for: required fields only, empty. */
export function exampleOf(schema: Json, schemas: Record<string, Json>, depth = 0): unknown {
  if (depth > deepest) return null;
  const { $ref, properties, required, anyOf, enum: values, type } = schema;
  if (typeof $ref === 'string') return exampleOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas, depth + 1);
  if ('default' in schema) return schema['default'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(anyOf)) return exampleOf((anyOf[0] ?? {}) as Json, schemas, depth + 1);
  if (properties) {
    const wanted = (required ?? []) as string[];
    return Object.fromEntries(
      wanted.map((name) => [name, exampleOf(((properties as Json)[name] ?? {}) as Json, schemas, depth + 1)]),
    );
  }
  return { string: '', integer: 0, number: 0, boolean: false, array: [], object: {} }[String(type)] ?? null;
}

/** The addresses of an OpenAPI document in their order. */
export function addressesOf({ paths, components }: Document): Address[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): Address => {
      const content = ((one['requestBody'] as Json | undefined)?.['content'] ?? {}) as Record<
        string,
        { schema?: Json }
      >;
      const schema = content['application/json']?.schema;
      return {
        key: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        resource: String((one['tags'] as string[])[0]),
        summary: String(one['summary']),
        description: String(one['description'] ?? ''),
        contract: (one['x-kelp-contract'] as string | undefined) ?? null,
        idField: (one['x-kelp-id-field'] as string | null | undefined) ?? null,
        parameters: (one['parameters'] as Json[])
          .filter((parameter) => parameter['in'] === 'query' || parameter['in'] === 'path')
          .map((parameter) => ({
            name: String(parameter['name']),
            isRequired: parameter['required'] === true,
            description: String(parameter['description'] ?? ''),
            schema: (parameter['schema'] ?? {}) as Json,
          })),
        body: schema ? JSON.stringify(exampleOf(schema, components.schemas), null, 2) : null,
      };
    }),
  );
}

/** A typed word as the JSON value that its parameter takes. */
export function valueOf(text: string, { schema }: Parameter): unknown {
  const { type } = schema;
  if (type === 'integer' || type === 'number') return Number(text);
  if (type === 'boolean') return text === 'true' || text === '1';
  return type === 'array' ? text.split(',') : text;
}
