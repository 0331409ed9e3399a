import { averageOf, percentOf } from './figures';

it('rounds no bad answer away, and says nothing of nothing', () => {
  expect([percentOf(999, 1000), percentOf(1, 1000), percentOf(1000, 1000), percentOf(0, 9), percentOf(0, 0)]).toEqual([
    ...['99 %', '1 %', '100 %', '0 %', '–'],
  ]);
  expect([averageOf({ scores: 325, answered: 5 }), averageOf({ scores: 0, answered: 0 })]).toEqual(['65', '–']);
});
