import type { TaxRateCard } from '../contract';
import { taxChanges, taxTimelines } from './tax-changes';

const rate = (id: string, more: Partial<TaxRateCard>): TaxRateCard => ({
  id,
  place: 'DE',
  component: '',
  name: 'VAT',
  percent: '19',
  reason: null,
  code: 'S',
  reasonCode: '',
  position: 0,
  isCompound: false,
  isDeclared: true,
  isHoliday: false,
  bands: null,
  validFrom: '2020-01-01',
  validTo: null,
  isCurrent: true,
  isPlanned: false,
  ...more,
});

const now = rate('a', { validTo: '2027-01-01' });
const next = rate('b', { percent: '20', validFrom: '2027-01-01', isCurrent: false, isPlanned: true });
const city = rate('c', { component: 'city', validFrom: '2026-12-01', isCurrent: false, isPlanned: true });

it('tells what changes when, and what held before', () => {
  const changes = taxChanges([{ id: 'x', name: 'Standard', isExempt: false, rates: [next, now, city] }]);
  expect(changes.map(({ rate: { id }, before }) => [id, before?.id ?? null])).toEqual([
    ['c', null],
    ['b', 'a'],
  ]);
});

it('puts the dates of each tax of a place in a row', () => {
  expect(taxTimelines([next, city, now]).map((line) => line.rates.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
});
