import { ratesOfPlace } from './rates-of-place';

const rates = [
  { place: '*', category: 'Standard', ppm: 100_000 },
  { place: 'Illinois', category: 'Standard', ppm: 62_500 },
  { place: '*', category: 'Exempt', ppm: 0 },
];

it('takes the rates of the place, and those of everywhere for categories without one there', () => {
  expect(ratesOfPlace(rates, 'Illinois')).toEqual([
    { place: 'Illinois', category: 'Standard', ppm: 62_500 },
    { place: 'Illinois', category: 'Exempt', ppm: 0 },
  ]);
  expect(ratesOfPlace(rates, 'Ohio').map((rate) => rate.ppm)).toEqual([100_000, 0]);
});

it('finds nothing where nothing is set', () => {
  expect(ratesOfPlace(rates.slice(1, 2), 'Ohio')).toEqual([]);
});
