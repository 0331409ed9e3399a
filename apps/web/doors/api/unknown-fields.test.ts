import { z } from 'zod';
import { unknownFields } from './unknown-fields';
import { wireSchema } from './wire-schema';

const schema = wireSchema(
  z.object({
    title: z.string(),
    place: z.object({ city: z.string() }).nullish(),
    lines: z.array(z.object({ price: z.string() })).optional(),
    custom: z.record(z.string(), z.string()).optional(),
    either: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]).optional(),
  }),
);

it.each([
  [{ title: 'x' }, []],
  [{ titel: 'x' }, ['titel']],
  [{ title: 'x', place: { town: 'y' } }, ['place.town']],
  [{ title: 'x', place: null, lines: [{ price: '1' }, { prise: '2' }] }, ['lines.1.prise']],
  [{ title: 'x', custom: { anything: 'goes' }, either: { a: '', b: '', c: '' } }, []],
])('%j has unknown %j', (value, unknown) => {
  expect(unknownFields(schema, value)).toEqual(unknown);
});
