import fc from 'fast-check';
import { placesAround, resolvePlace, type Address, type Place } from './resolve-place';

const place = (id: string, more: Partial<Place>): Place => ({
  id,
  code: id,
  name: id,
  kind: 'country',
  parentId: null,
  aliases: [],
  postalCodes: [],
  ...more,
});

const places = [
  place('US', { name: 'United States', aliases: ['USA'] }),
  place('US-CO', { name: 'Colorado', kind: 'region', parentId: 'US' }),
  place('US-CO-Denver', { name: 'Denver', kind: 'city', parentId: 'US-CO' }),
  place('US-CO-RTD', { name: 'Transport district', kind: 'district', parentId: 'US-CO-Denver', postalCodes: ['802'] }),
  place('ES', { name: 'España' }),
  place('ES-CN', { name: 'Canarias', kind: 'region', parentId: 'ES', postalCodes: ['35', '38'] }),
];
const address = (more: Partial<Address>): Address => ({ country: '', region: '', city: '', postalCode: '', ...more });

it('finds the nearest place of an address, whatever the spelling', () => {
  expect(resolvePlace(places, address({ country: 'usa', region: 'CO', city: 'DENVER' }))).toEqual([
    'US-CO-Denver',
    'US-CO',
    'US',
  ]);
  expect(
    resolvePlace(
      places,
      address({ country: 'United States', region: 'colorado', city: 'Denver', postalCode: '80202' }),
    ),
  ).toEqual(['US-CO-RTD', 'US-CO-Denver', 'US-CO', 'US']);
  expect(resolvePlace(places, address({ country: 'US', region: 'CO', city: 'Boulder' }))).toEqual(['US-CO', 'US']);
});

it('takes postal codes where a place names some, and accents as they come', () => {
  expect(resolvePlace(places, address({ country: 'Espana', city: 'Arrecife', postalCode: '35 500' }))).toEqual([
    'ES-CN',
    'ES',
  ]);
  expect(resolvePlace(places, address({ country: 'ES', region: 'Canarias', postalCode: '28001' }))).toEqual(['ES']);
});

it('finds nothing for an unknown or empty country', () => {
  expect(resolvePlace(places, address({ country: 'Atlantis' }))).toEqual([]);
  expect(resolvePlace(places, address({ city: 'Denver' }))).toEqual([]);
});

it('names a place with those around it; another code stands alone', () => {
  expect(placesAround(places, 'US-CO-Denver')).toEqual(['US-CO-Denver', 'US-CO', 'US']);
  expect(placesAround(places, 'TX')).toEqual(['TX']);
});

it('always gives a chain from a place to its country', () => {
  const text = fc.constantFrom('', 'US', 'CO', 'Denver', 'ES', 'x', '80202', '35001');
  fc.assert(
    fc.property(text, text, text, text, (country, region, city, postalCode) => {
      const [nearest, ...rest] = resolvePlace(places, { country, region, city, postalCode });
      return nearest === undefined
        ? rest.length === 0
        : placesAround(places, nearest).join() === [nearest, ...rest].join();
    }),
  );
});
