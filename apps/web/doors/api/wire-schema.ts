import { z } from 'zod';

type Json = Record<string, unknown>;
const known = new WeakMap<z.ZodType, Json>();

/** A contract's input or output as it travels (JSON Schema 2020-12), made once when it is first asked for. */
export function wireSchema(type: z.ZodType): Json {
  const made = known.get(type);
  if (made) return made;
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json;
  known.set(type, schema);
  return schema;
}
