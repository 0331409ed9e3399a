import fc from 'fast-check';
import { percentToPpm, ppmToPercent } from './percent';

it('8.25 % is 82500 parts per million', () => {
  expect(percentToPpm('8.25')).toBe(82_500);
  expect(ppmToPercent(82_500)).toBe('8.25');
});

it('keeps every rate', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (ppm) => percentToPpm(ppmToPercent(ppm)) === ppm));
});
