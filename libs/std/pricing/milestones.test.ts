import fc from 'fast-check';
import { milestoneAmounts } from './milestones';

const percent = (text: string, billed?: bigint) => ({ kind: 'percent' as const, amount: null, percent: text, billed });
const amount = (text: string) => ({ kind: 'amount' as const, amount: text, percent: null });
const rest = { kind: 'rest' as const, amount: null, percent: null };

it.each([
  [
    'thirds to the cent',
    '100000',
    [percent('33.33'), percent('33.33'), percent('33.34')],
    [33330n, 33330n, 33340n],
    0n,
  ],
  ['odd prices too', '100', [percent('33.3'), percent('33.3'), percent('33.4')], [33n, 34n, 33n], 0n],
  ['the last takes what is left', '1000000', [amount('250000'), percent('30'), rest], [250000n, 300000n, 450000n], 0n],
  ['what nobody has stays visible', '1000000', [amount('250000'), percent('30')], [250000n, 300000n], 450000n],
  ['a rest takes nothing where nothing is left', '1000', [amount('1200'), rest], [1200n, 0n], -200n],
  ['what is billed stays at a new price', '2000000', [percent('30', 300000n), rest], [300000n, 1700000n], 0n],
])('%s', (_name, price, milestones, amounts, unallocated) => {
  expect(milestoneAmounts(price, milestones)).toEqual({ amounts, unallocated });
});

it('shares a whole price by percentages without losing or making a cent', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 12n),
      fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
      (price, parts) => {
        const all = [...parts, 100 - parts.reduce((total, part) => total + part, 0)];
        const { amounts, unallocated } = milestoneAmounts(
          price.toString(),
          all.map((part) => percent(String(part))),
        );
        expect(amounts.reduce((total, one) => total + one, 0n)).toBe(price);
        expect(unallocated).toBe(0n);
      },
    ),
  );
});
