type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The one shape of an object that a schema allows; undefined where it allows several, or any field. */
function shapeOf(schema: Json): Json | undefined {
  if (schema['properties'] && !isObject(schema['additionalProperties'])) return schema;
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  const objects = choices?.filter((one) => one['type'] !== 'null') ?? [];
  return objects.length === 1 && objects[0] ? shapeOf(objects[0]) : undefined;
}

function itemsOf(schema: Json): Json | undefined {
  if (isObject(schema['items'])) return schema['items'];
  const choices = (schema['anyOf'] as Json[] | undefined)?.filter((one) => one['type'] !== 'null') ?? [];
  return choices.length === 1 && choices[0] ? itemsOf(choices[0]) : undefined;
}

/** The paths of what a value has and its JSON Schema does not know: `titel`, `lines.0.prise`. Where a schema leaves a choice, nothing is said. */
export function unknownFields(schema: Json, value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    return items ? value.flatMap((one, n) => unknownFields(items, one, `${path}${n}.`)) : [];
  }
  const shape = shapeOf(schema);
  if (!shape || !isObject(value)) return [];
  const properties = shape['properties'] as Json;
  return Object.entries(value).flatMap(([name, part]) =>
    Object.hasOwn(properties, name)
      ? unknownFields((properties[name] ?? {}) as Json, part, `${path}${name}.`)
      : [`${path}${name}`],
  );
}
