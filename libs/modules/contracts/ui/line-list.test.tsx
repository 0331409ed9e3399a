import { renderToStaticMarkup } from 'react-dom/server';
import { KelpProvider } from '@kelp/ui';
import type { ContractCard, ContractLineCard, LineTerms } from '../contract';
import { LineList } from './line-list';

const terms = (more: Partial<LineTerms>): LineTerms => ({
  id: 't',
  versionNumber: 1,
  validFrom: '2026-10-01',
  validTo: null,
  price: null,
  quantity: null,
  hourlyRate: null,
  minimumMinutes: null,
  incrementMinutes: null,
  roundingScope: null,
  includedMinutes: null,
  proratesIncluded: false,
  rollover: null,
  rolloverPeriods: null,
  rolloverCap: null,
  pricing: null,
  weights: null,
  isCapped: false,
  ...more,
});

const line = (more: Partial<ContractLineCard>): ContractLineCard => ({
  id: 'l',
  kind: 'fixed',
  service: { id: 's', name: 'Managed server' },
  name: 'Line',
  position: 1,
  timing: 'arrears',
  proration: 'actual',
  startsOn: '2026-10-01',
  endsOn: null,
  countMethod: null,
  quantities: [],
  bucketStates: [],
  lots: [],
  project: null,
  minutesLeft: null,
  meter: null,
  members: [],
  usage: [],
  coveredServices: [],
  sentence: '',
  termsInForce: 't',
  terms: [],
  ...more,
});

function draw(shown: ContractLineCard, abilities = ['contract.update']): string {
  const contract = { currency: 'USD', lines: [shown], abilities } as unknown as ContractCard;
  const nothing = () => undefined;
  return renderToStaticMarkup(
    <KelpProvider portal="staff" nonce="n" locale="en-US">
      <LineList contract={contract} onChange={nothing} onQuantity={nothing} onLot={nothing} onEnd={nothing} />
    </KelpProvider>,
  );
}

const count = (id: string, onDate: string, quantity: string, more: object = {}) => ({
  id,
  onDate,
  quantity,
  source: 'Directory',
  names: [],
  note: '',
  recordedBy: 'Fin',
  recordedAt: new Date(0),
  ...more,
});

it('shows a counted line with its price for each and the counts, the latest first, with who was counted', () => {
  const quantities = [
    count('a', '2026-10-01', '40', { source: 'person' }),
    count('b', '2026-11-12', '43', { names: ['<i>Amy</i>', 'Ben'] }),
  ];
  const html = draw(line({ kind: 'seats', countMethod: 'daily', quantities, terms: [terms({ price: '1890' })] }));
  for (const words of [
    '18.90 USD each',
    'Fin, by hand',
    'Directory',
    'Set quantity',
    'Change price',
    '&lt;i&gt;Amy&lt;/i&gt;, Ben',
  ]) {
    expect(html).toContain(words);
  }
  expect(html.indexOf('Nov 12, 2026')).toBeLessThan(html.lastIndexOf('Oct 1, 2026'));
});

it('shows what is left of a bucket today and what its closed periods took in and handed on', () => {
  const state = {
    periodFrom: '2026-10-01',
    periodTo: '2026-11-01',
    included: '900',
    rolledIn: '200',
    used: '1150',
    overage: '50',
    carriedOut: '0',
    expired: '0',
  };
  const bucket = terms({
    price: '150000',
    hourlyRate: '12000',
    includedMinutes: '900',
    minimumMinutes: 0,
    incrementMinutes: 1,
  });
  const html = draw(line({ kind: 'bucket', minutesLeft: '630', bucketStates: [state], terms: [bucket] }));
  for (const words of [
    '10:30 h left today',
    '1500.00 USD for 15:00 h, 120.00 USD an hour beyond',
    '19:10',
    '3:20',
    'Oct 31, 2026',
  ]) {
    expect(html).toContain(words);
  }
  expect(draw(line({ kind: 'bucket', minutesLeft: '0', terms: [bucket] }))).toContain('Nothing left today');
});

it('shows prepaid blocks with their last day, and says it when there are none; who may not change sees no button', () => {
  const lot = {
    id: 'x',
    minutes: 600,
    price: '100000',
    boughtOn: '2026-10-01',
    expiresOn: '2027-01-01',
    used: 90,
    note: '',
  };
  const shown = line({ kind: 'prepaid', minutesLeft: '510', lots: [lot], terms: [terms({ hourlyRate: '15000' })] });
  for (const words of [
    '8:30 h left today',
    '10:00',
    '1:30',
    '1000.00 USD',
    'Dec 31, 2026',
    'Sell hours',
    '150.00 USD an hour',
  ]) {
    expect(draw(shown)).toContain(words);
  }
  expect(draw(line({ kind: 'prepaid', terms: [terms({ hourlyRate: '15000' })] }))).toContain('No hours are sold yet.');
  expect(draw(shown, [])).not.toContain('Sell hours');
});
