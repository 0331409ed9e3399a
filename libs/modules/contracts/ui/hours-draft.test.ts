import { bucketTerms, minutesOf, noHours, prepaidTerms } from './hours-draft';
import { noTerms } from './terms-draft';

it.each([
  ['15', 900],
  ['7.5', 450],
  [' 0.25 ', 15],
])('reads %s hours as %i minutes', (typed, minutes) => {
  expect(minutesOf(typed, 'minutes')).toBe(minutes);
});

it.each(['', '-1', '1,5', '0.01', '1e3', '1234567'])('refuses %s hours with a sentence at its field', (typed) => {
  expect(() => minutesOf(typed, 'minutes')).toThrow(expect.objectContaining({ id: 'invalid' }));
});

it('writes a bucket in minutes and minor units; empty limits are none', () => {
  const terms = { ...noTerms, price: '1500', hourlyRate: '120' };
  const hours = {
    ...noHours,
    included: '15',
    rollover: 'carried_first' as const,
    rolloverPeriods: '',
    weights: { s: ' 1.5 ' },
  };
  expect(bucketTerms(hours, terms, 'USD')).toMatchObject({
    price: '150000',
    hourlyRate: '12000',
    includedMinutes: 900,
    rolloverPeriods: null,
    rolloverCap: null,
    coveredServices: [{ serviceId: 's', weight: '1.5' }],
  });
  expect(() => prepaidTerms(hours, noTerms, 'USD')).toThrow('is not a price');
});
