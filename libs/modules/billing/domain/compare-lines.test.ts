import fc from 'fast-check';
import { compareLines, isUnusual, type ComparedLine } from './compare-lines';

const line = (key: string, net: bigint, more: Partial<ComparedLine> = {}): ComparedLine => ({
  key,
  description: key,
  quantity: '1',
  unitPrice: String(net),
  net,
  days: 30,
  ...more,
});

it('names what is new, gone and different, the largest difference first', () => {
  const before = [
    line('server', 40_000n),
    line('seats', 5000n, { quantity: '5', unitPrice: '1000' }),
    line('gone', 900n),
  ];
  const after = [
    line('server', 44_000n),
    line('seats', 7000n, { quantity: '7', unitPrice: '1000' }),
    line('new', 12_000n),
  ];
  expect(
    compareLines(before, after).map(({ description, change, difference }) => [description, change, difference]),
  ).toEqual([
    ['new', 'new', 12_000n],
    ['server', 'price', 4000n],
    ['seats', 'quantity', 2000n],
    ['gone', 'gone', -900n],
  ]);
});

it('takes a month of 28 and one of 31 days for the same, but not half a month', () => {
  const fee = (days: number, net = 40_000n) => [line('fee', net, { days, unitPrice: '40000' })];
  expect(compareLines(fee(31), fee(28))).toEqual([]);
  expect(compareLines(fee(31), fee(15, 19_355n))).toMatchObject([{ change: 'period', difference: -20_645n }]);
});

it('compares several lines of one key by their sum', () => {
  expect(compareLines([line('work', 300n), line('work', 200n)], [line('work', 100n), line('work', 400n)])).toEqual([]);
});

it('finds nothing between equal documents, and differences that add up to the difference of the sums', () => {
  const drawn = fc.array(
    fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), net: fc.bigInt({ min: -500n, max: 500n }) }),
  );
  const sum = (lines: readonly { net: bigint }[]) => lines.reduce((total, { net }) => total + net, 0n);
  fc.assert(
    fc.property(drawn, drawn, (one, two) => {
      const [before, after] = [one, two].map((lines) => lines.map(({ key, net }) => line(key, net)));
      expect(compareLines(before ?? [], before ?? [])).toEqual([]);
      const found = compareLines(before ?? [], after ?? []);
      expect(found.reduce((total, { difference }) => total + difference, 0n)).toBe(sum(two) - sum(one));
    }),
  );
});

it.each<[bigint, bigint[], boolean]>([
  [500n, [100n, 100n, 100n], false],
  [115n, [100n, 100n, 100n, 100n], true],
  [109n, [100n, 100n, 100n, 100n], false],
  [131n, [90n, 100n, 110n, 100n, 95n], true],
  [110n, [90n, 100n, 110n, 100n, 95n], false],
])('%s after %j is unusual: %s', (amount, before, expected) => expect(isUnusual(amount, before)).toBe(expected));
