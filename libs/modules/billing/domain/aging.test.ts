import fc from 'fast-check';
import { addDays } from '@kelp/std';
import { ageItems, agingBucket, agingBuckets } from './aging';

it.each([
  ['2026-04-01', 'current'],
  ['2026-03-31', 'days30'],
  ['2026-03-02', 'days30'],
  ['2026-03-01', 'days60'],
  ['2026-01-31', 'days60'],
  ['2026-01-30', 'days90'],
  ['2026-01-01', 'days90'],
  ['2025-12-31', 'older'],
  ['2026-05-01', 'current'],
])('due on %s and looked at on 1 April is %s', (dueDate, bucket) => {
  expect(agingBucket(dueDate, '2026-04-01')).toBe(bucket);
});

it('counts every amount once, by client and currency', () => {
  const item = fc.record({
    clientId: fc.constantFrom('a', 'b'),
    currency: fc.constantFrom('USD', 'EUR'),
    dueDate: fc.integer({ min: -200, max: 60 }).map((days) => addDays('2026-04-01', days)),
    amountDue: fc.bigInt({ min: 1n, max: 10_000n }),
  });
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const rows = ageItems(items, '2026-04-01');
      expect(new Set(rows.map(({ clientId, currency }) => clientId + currency)).size).toBe(rows.length);
      for (const row of rows) {
        const own = items.filter((one) => one.clientId === row.clientId && one.currency === row.currency);
        expect(row.total).toBe(own.reduce((sum, { amountDue }) => sum + amountDue, 0n));
        expect(agingBuckets.reduce((sum, bucket) => sum + row[bucket], 0n)).toBe(row.total);
      }
    }),
  );
});
