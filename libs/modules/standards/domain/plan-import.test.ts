import fc from 'fast-check';
import { freeName, orderWith, planImport, type ListEntry, type StandardType } from './plan-import';
import { standardId } from './standard-id';

const types: StandardType[] = [
  { id: 'network', name: 'Network' },
  { id: 'vpn', name: 'VPN', parentId: 'network' },
  { id: 'wifi', name: 'Wi-Fi', parentId: 'network' },
  { id: 'software', name: 'Software' },
];
const entry = (name: string, parentId: string | null = null, sourceStandardId: string | null = null): ListEntry => ({
  id: `row-${name}`,
  ...{ name, parentId, sourceStandardId },
});

it('brings a parent along, and hangs a child below an entry of the parent’s name', () => {
  const fresh = planImport(types, [], [{ id: 'vpn' }]);
  expect(fresh.add.map(({ name, parentType }) => [name, parentType])).toEqual([
    ['Network', undefined],
    ['VPN', 'network'],
  ]);
  const beside = planImport(types, [entry('network')], [{ id: 'vpn' }]);
  expect(beside.add.map(({ name }) => name)).toEqual(['VPN']);
  expect(beside.found.get('network')?.id).toBe('row-network');
  expect(() => planImport(types, [entry('Network')], [{ id: 'network', clash: 'skip' }, { id: 'vpn' }])).toThrow(
    /needs the entry above/,
  );
});

it('finds a type by where it came from whatever it is called now, and by its name on its own level only', () => {
  const there = planImport(types, [entry('Netz', null, 'network'), entry('VPN')], [{ id: 'network' }, { id: 'vpn' }]);
  expect(there).toMatchObject({ there: 1, add: [{ name: 'VPN', parentType: 'network' }] });
});

it('asks what becomes of a name that is taken, and takes no name twice', () => {
  const list = [entry('software'), entry('Software 2')];
  expect(() => planImport(types, list, [{ id: 'software' }])).toThrow(/skip it, rename it, or use/);
  expect(planImport(types, list, [{ id: 'software', clash: 'skip' }])).toMatchObject({ skipped: 1, add: [], use: [] });
  expect(planImport(types, list, [{ id: 'software', clash: 'use' }]).use).toHaveLength(1);
  expect(planImport(types, list, [{ id: 'software', clash: 'rename' }]).add[0]?.name).toBe('Software 3');
  const taken = [{ id: 'network' }, { id: 'software', clash: 'rename', name: 'NETWORK' }] as const;
  expect(() => planImport(types, list, taken)).toThrow(/is there already/);
});

it('puts what has a place there, moves the rest down, and loses and doubles nothing', () => {
  const added = [{ item: 'c', place: 2 }, { item: 'd' }, { item: 'e', place: 9 }];
  expect(orderWith(['a', 'b'], added)).toEqual(['a', 'c', 'b', 'e', 'd']);
  const places = fc.array(fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.nat(8), places, (count, wanted) => {
      const standing = Array.from({ length: count }, (_, at) => at);
      const order = orderWith(
        standing,
        wanted.map((place, at) => ({ item: 100 + at, place })),
      );
      expect(new Set(order).size).toBe(count + wanted.length);
      expect(order.filter((item) => item < 100)).toEqual(standing);
    }),
  );
});

it('names types and free names the same way every time', () => {
  expect(standardId('category', 'ITIL', 'E-mail/collaboration')).toBe('category.itil.e-mail-collaboration');
  expect(freeName('High', [{ name: 'HIGH 2' }])).toBe('High 3');
});
