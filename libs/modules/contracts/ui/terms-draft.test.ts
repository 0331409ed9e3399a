import { draftOfTerms, fixedTerms, hourlyTerms, noTerms } from './terms-draft';

const terms = {
  id: 'a',
  versionNumber: 1,
  validFrom: '2026-01-01',
  validTo: null,
  price: null,
  quantity: null,
  hourlyRate: '12000',
  minimumMinutes: 15,
  incrementMinutes: 15,
  roundingScope: 'entry' as const,
  includedMinutes: null,
  proratesIncluded: false,
  rollover: null,
  rolloverPeriods: null,
  rolloverCap: null,
  pricing: null,
  weights: null,
  isCapped: false,
};

it('shows stored terms in major units and writes them back unchanged', () => {
  const draft = draftOfTerms(terms, 'USD');
  expect(draft.hourlyRate).toBe('120.00');
  expect(hourlyTerms(draft, 'USD')).toEqual({
    hourlyRate: '12000',
    minimumMinutes: 15,
    incrementMinutes: 15,
    roundingScope: 'entry',
  });
  expect(fixedTerms(draftOfTerms({ ...terms, price: '0.4', quantity: '2.5' }, 'USD'), 'USD')).toEqual({
    price: '0.4',
    quantity: '2.5',
  });
});

it('an empty hourly rate is the price of the service, an empty fee is a mistake', () => {
  expect(hourlyTerms(noTerms, 'USD').hourlyRate).toBeNull();
  expect(() => fixedTerms(noTerms, 'USD')).toThrow('is not a price');
});
