import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { KelpProvider } from '@kelp/ui';
import type { InvoiceLineCard } from '../contract';
import { InvoiceBadge, sumsOf, unitPriceText } from './amounts';
import { DocumentSums } from './document-sums';
import { LineReasons } from './line-reasons';
import { Notices } from './notices';
import { progressOf, RunClientBadge } from './run-marks';

const draw = (content: ReactNode) =>
  renderToStaticMarkup(
    <KelpProvider portal="staff" nonce="n" locale="en-US">
      {content}
    </KelpProvider>,
  );

const line: InvoiceLineCard = {
  position: 1,
  kind: 'time',
  description: 'Remote support',
  contractLineId: null,
  serviceId: 's',
  quantity: '135',
  unit: 'minute',
  unitPrice: '12000',
  priceBase: 60,
  gross: 27_000n,
  reductions: [{ name: 'Loyalty', amount: 1_000n }],
  net: 26_000n,
  tax: 2_600n,
  taxCategory: 'Standard',
  includesTax: false,
  taxSteps: [],
  taxRatePpm: 100_000,
  servicePeriod: { start: '2026-01-01', end: '2026-02-01' },
  explanation: {
    rule: 'time.rate_of_contract',
    version: '2',
    inputs: { worked: '2:10', billed: '2:15', roundingScope: 'ticket_day', period: '[2026-01-01,2026-02-01)' },
    steps: ['2:15 h × 120.00 USD an hour = 270.00 USD'],
    evidence: [],
  },
  sources: [
    {
      id: 'e',
      workDate: '2026-01-12',
      minutes: 130,
      billableMinutes: 120,
      notes: '<b>bold</b>',
      person: { id: 'p', name: 'Tess Tran' },
      ticket: { id: 'k', name: 'Printer offline', number: 'T-0007' },
    },
  ],
};

it('explains a line in words, with the arithmetic, what went in and the work as links', () => {
  const html = draw(<LineReasons line={line} currency="USD" />);
  for (const words of [
    'Time at the rate of the contract',
    'version 2',
    '2:15 h × 120.00 USD an hour = 270.00 USD',
    'each ticket and day',
    'Jan 1, 2026 to Jan 31, 2026',
    'href="/msp/tickets/k"',
    '2:10',
    '2:00',
    '-$10.00',
  ]) {
    expect(html).toContain(words);
  }
  expect(html).not.toContain('<b>bold</b>');
});

it('shows a rule that nobody has worded by its own name rather than not at all', () => {
  const odd = { ...line, explanation: { ...line.explanation, rule: 'usage.tiered_price' } };
  expect(draw(<LineReasons line={odd} currency="USD" />)).toContain('usage.tiered price');
});

it('leads from each notice to the screen that mends it', () => {
  const notice = (code: string) => ({ code, sentence: `About ${code}.`, evidence: [] });
  const html = draw(
    <Notices
      clientId="c"
      blockers={[notice('rate_missing'), notice('address_missing')]}
      warnings={[notice('time_unapproved')]}
    />,
  );
  for (const href of ['/msp/services', '/msp/clients/c', '/msp/time']) expect(html).toContain(`href="${href}"`);
  expect(html).toContain('Cannot be billed yet');
  expect(html).toContain('Worth knowing');
});

it('never adds amounts of different currencies', () => {
  const sums = sumsOf([
    { currency: 'USD', minor: 100n },
    { currency: 'EUR', minor: 5n },
    { currency: 'USD', minor: 23n },
    { currency: '', minor: 999n },
  ]);
  expect(sums).toEqual([
    { currency: 'USD', minor: 123n },
    { currency: 'EUR', minor: 5n },
  ]);
});

it('writes a unit price with all its digits', () => {
  expect(unitPriceText('12000', 'USD', 'en-US')).toBe('$120.00');
  expect(unitPriceText('0.125', 'USD', 'en-US')).toBe('0.00125 USD');
  expect(unitPriceText('1250', 'JPY', 'en-US')).toBe('¥1,250');
});

it('says overdue before how far an invoice is paid, and what was paid only where something was', () => {
  expect(draw(<InvoiceBadge row={{ state: 'final', paymentState: 'partly_paid', isOverdue: true }} />)).toContain(
    'Overdue',
  );
  expect(draw(<InvoiceBadge row={{ state: 'final', paymentState: 'partly_paid', isOverdue: false }} />)).toContain(
    'Partly paid',
  );
  expect(draw(<InvoiceBadge row={{ state: 'draft', paymentState: null, isOverdue: false }} />)).toContain('Draft');
  const sums = { currency: 'USD', net: 100n, taxes: [], total: 100n };
  expect(draw(<DocumentSums {...sums} />)).not.toContain('Still due');
  expect(draw(<DocumentSums {...sums} paid={0n} due={100n} />)).not.toContain('Paid');
  expect(draw(<DocumentSums {...sums} paid={40n} due={60n} />)).toMatch(/Paid.*-\$0\.40.*Still due.*\$0\.60/);
});

it('counts a run’s clients and shows each draft as it stands now', () => {
  expect(progressOf({ counts: { queued: 3, drafted: 4, nothing: 1, blocked: 1, failed: 1 } })).toEqual({
    done: 7,
    all: 10,
  });
  const invoice = { id: 'i', state: 'final' as const, number: 'INV-1', currency: 'USD', total: 1n };
  expect(draw(<RunClientBadge row={{ state: 'drafted', invoice }} />)).toContain('Final');
  expect(draw(<RunClientBadge row={{ state: 'drafted', invoice: null }} />)).toContain('Draft deleted');
  expect(draw(<RunClientBadge row={{ state: 'blocked', invoice: null }} />)).toContain('Blocked');
});
