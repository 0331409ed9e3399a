import { buildRegistry, type z } from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { toldNouns, toldOf } from './event-catalogue';

const registry = buildRegistry(productModules);

it('says for every event of the product who may hear of it: add its noun to toldNouns', () => {
  expect([...registry.events.keys()].filter((type) => !toldOf(type))).toEqual([]);
});

it.each(Object.entries(toldNouns))(
  'names a permission and a query that exist for %s',
  (noun, { permission, record }) => {
    expect(registry.permissions.get(permission)?.side).toBe('msp');
    if (!record) return;
    expect(registry.queries.has(record.query)).toBe(true);
    const shapes = [...registry.events.values()]
      .filter(({ type }) => type.startsWith(`${noun}.`))
      .map(({ payload }) => Object.keys((payload as z.ZodObject).shape));
    expect(shapes.some((fields) => fields.includes(record.idIn))).toBe(true);
  },
);
