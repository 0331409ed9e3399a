type Json = Record<string, unknown>;

/** What is read of an OpenAPI 3.1 document. */
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
}
interface Operation {
  readonly parameters: Json[];
  readonly responses: Record<string, Json>;
  readonly requestBody?: Json;
}

const quoted = (text: string): string => JSON.stringify(text);
const either = (types: string[]): string => [...new Set(types)].join(' | ') || 'never';

/** A JSON Schema (2020-12) as a TypeScript type. What it cannot say is unknown. */
export function typeOf(schema: Json): string {
  const { $ref, type, enum: values, anyOf, oneOf, allOf } = schema;
  if (typeof $ref === 'string') return `Schemas[${quoted($ref.split('/').at(-1) ?? '')}]`;
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(values)) return either(values.map((value) => JSON.stringify(value)));
  const choices = (anyOf ?? oneOf) as Json[] | undefined;
  if (choices) return `(${either(choices.map(typeOf))})`;
  if (Array.isArray(allOf)) return `(${(allOf as Json[]).map(typeOf).join(' & ')})`;
  if (Array.isArray(type)) return `(${either(type.map((one) => typeOf({ ...schema, type: one as string })))})`;
  return plainType(schema);
}

function plainType(schema: Json): string {
  switch (schema['type']) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema['type'];
    case 'number':
    case 'integer':
      return 'number';
    case 'array': {
      const tuple = schema['prefixItems'] as Json[] | undefined;
      return tuple ? `[${tuple.map(typeOf).join(', ')}]` : `Array<${typeOf((schema['items'] ?? {}) as Json)}>`;
    }
    case 'object':
      return objectType(schema);
    default:
      return 'unknown';
  }
}

function objectType(schema: Json): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const required = new Set((schema['required'] ?? []) as string[]);
  const more = schema['additionalProperties'];
  const rest = typeof more === 'object' && more !== null ? typeOf(more as Json) : 'unknown';
  if (properties.length === 0) return `Record<string, ${rest}>`;
  const fields = properties.map(([name, one]) => `${quoted(name)}${required.has(name) ? '' : '?'}: ${typeOf(one)}`);
  return `{ ${fields.join('; ')} }`;
}

function queryType(parameters: Json[]): string {
  const ofQuery = parameters.filter((one) => one['in'] === 'query');
  const fields = ofQuery.map(
    (one) => `${quoted(String(one['name']))}${one['required'] ? '' : '?'}: ${typeOf(one['schema'] as Json)}`,
  );
  return `{ ${fields.join('; ')} }`;
}

function contentType(holder: Json | undefined): string {
  const content = (holder?.['content'] ?? {}) as Record<string, { schema?: Json }>;
  const json = content['application/json']?.schema;
  if (json) return typeOf(json);
  return Object.keys(content).length > 0 ? 'string' : 'undefined';
}

function operationType({ parameters, responses, requestBody }: Operation): string {
  const answer = responses['200'] ?? responses['201'];
  const hasId = parameters.some((one) => one['in'] === 'path');
  const optional = requestBody && !requestBody['required'] ? '?' : '';
  return [
    hasId ? 'id: string' : '',
    `query: ${queryType(parameters)}`,
    requestBody ? `body${optional}: ${contentType(requestBody)}` : '',
    `answer: ${contentType(answer)}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** The types of every address of an API, as `operations.d.ts` holds them. */
export function writeTypes({ paths, components }: Document): string {
  const schemas = Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  const operations = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '// Written from the OpenAPI document by write-types.ts: change the contracts, not this file.',
    'export interface Schemas {',
    ...schemas.map(([name, schema]) => `  ${quoted(name)}: ${typeOf(schema)};`),
    '}',
    'export interface Operations {',
    ...operations.map(([name, one]) => `  ${quoted(name)}: { ${operationType(one)} };`),
    '}',
    '',
  ].join('\n');
}
