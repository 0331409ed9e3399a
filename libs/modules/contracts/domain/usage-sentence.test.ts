import { usagePricing } from '../contract/usage';
import { fallWarnings, meterSentences, usageWords } from './usage-sentence';

const tiers = [
  { upTo: '100', unitPrice: '20' },
  { upTo: null, unitPrice: '12', flatFee: '500' },
];
const say = (pricing: object, currency = 'USD') => usageWords(usagePricing.parse(pricing), 'GB', currency);

it.each([
  [
    { kind: 'unit', unitPrice: '20', included: '10', minimum: '5000' },
    '0.20 USD for each GB; 10 GB are included; at least 50.00 USD',
  ],
  [
    { kind: 'graduated', tiers },
    'each GB at the price of its tier: 0.20 USD up to 100, then 0.12 USD plus 5.00 USD once',
  ],
  [{ kind: 'package', size: '50', price: '900' }, '9.00 USD for every 50 GB begun'],
  [{ kind: 'percentage', percent: '12.5' }, '12.5 % of the amount'],
])('says %j', (pricing, sentence) => {
  expect(say(pricing)).toBe(sentence);
});

it('says prices in the digits of their currency', () => {
  expect(say({ kind: 'unit', unitPrice: '20' }, 'JPY')).toBe('20 JPY for each GB');
  expect(say({ kind: 'unit', unitPrice: '20' }, 'KWD')).toBe('0.020 KWD for each GB');
});

it('warns of volume tables only, and says how a period is counted', () => {
  const plain = tiers.map(({ upTo, unitPrice }) => ({ upTo, unitPrice }));
  expect(fallWarnings(usagePricing.parse({ kind: 'volume', tiers: plain }), 'USD')).toHaveLength(1);
  expect(fallWarnings(usagePricing.parse({ kind: 'graduated', tiers: plain }), 'USD')).toEqual([]);
  const meter = { name: 'Backup', unit: 'GB', aggregate: 'max' as const };
  expect(meterSentences(meter, true, false, 'month')).toEqual([
    'Backup counts the largest value of a whole month; what arrives late is billed as the difference.',
    'A part of a month has all included units.',
  ]);
});
