import { choosePayingLine, type Candidate } from './choose-paying-line';

const line = (id: string, kind: Candidate['kind'] = 'hourly'): Candidate => ({
  id,
  kind,
  name: `Line ${id}`,
  contractName: 'Essential',
});
const choose = (...candidates: Candidate[]) => choosePayingLine(candidates, 'Remote support', '2026-03-10', 'en');

it('takes the only candidate and says why', () => {
  expect(choose(line('a'))).toEqual({
    kind: 'line',
    lineId: 'a',
    lineName: 'Line a',
    reason: 'Essential covers Remote support on Mar 10, 2026: Line a bills it by the hour.',
  });
  expect(choose(line('a', 'fixed'))).toMatchObject({
    reason: expect.stringContaining('includes this time in its fee'),
  });
});

it('of several takes the single one with prepaid hours, else asks', () => {
  expect(choose(line('a'), line('b', 'bucket'))).toMatchObject({ kind: 'line', lineId: 'b' });
  expect(choose(line('a'), line('b'))).toEqual({
    kind: 'ambiguous',
    candidates: [
      { id: 'a', name: 'Line a (Essential)' },
      { id: 'b', name: 'Line b (Essential)' },
    ],
  });
  expect(choose(line('a', 'bucket'), line('b', 'prepaid'))).toMatchObject({ kind: 'ambiguous' });
});

it('without one the catalogue holds', () => {
  expect(choose()).toEqual({
    kind: 'catalogue',
    reason: 'No contract covers Remote support on Mar 10, 2026: the price of the catalogue holds.',
  });
});
