import { readVatNumber, reverseChargeProblem } from './vat-number';

it.each([
  'DE123456789',
  'AT U12345678',
  'be 0123.456.789',
  'FR XX 123456789',
  'NL123456789B01',
  'IE1234567WA',
  'ESX1234567X',
  'EL123456789',
  'SE123456789012',
  'GB123456789',
  'NO123456789MVA',
  'CHE-123.456.789 MWST',
])('reads %s', (text) => {
  expect(readVatNumber(text).problem).toBeNull();
});

it.each(['123456789', 'DE12345678', 'DE1234567890', 'ATX12345678', 'ZZ123456789', 'FRIO123456789', 'NL123456789', ''])(
  'refuses %s with a sentence',
  (text) => {
    expect(readVatNumber(text).problem).toMatch(/\.$/);
  },
);

it('names the country by ISO, also where the number writes other letters', () => {
  expect(readVatNumber('EL123456789')).toMatchObject({ country: 'GR', number: 'EL123456789' });
});

it('knows when the recipient owes the tax', () => {
  expect(reverseChargeProblem('AT U12345678'.replace(' ', ''), 'DE')).toBeNull();
  expect(reverseChargeProblem('DE123456789', 'DE')).toMatch(/same country/);
  expect(reverseChargeProblem('EL123456789', 'GR')).toMatch(/same country/);
  expect(reverseChargeProblem('GB123456789', 'DE')).toMatch(/not of a member state/);
  expect(reverseChargeProblem('DE123456789', 'US')).toMatch(/sellers in the union/);
  expect(reverseChargeProblem('DE123456789', '')).toMatch(/tax settings/);
});
