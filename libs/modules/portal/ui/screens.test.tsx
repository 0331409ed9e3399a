import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { AppError, notFound } from '@kelp/std';
import { KelpProvider } from '@kelp/ui';
import type { PortalComment, PortalInvoiceLine, PortalTicketRow } from '../contract';
import { InvoiceCards } from './invoice-cards';
import { InvoiceLines } from './invoice-lines';
import { Failure } from './page-states';
import { Thread } from './thread';
import { TicketCards } from './ticket-cards';

const draw = (content: ReactNode) =>
  renderToStaticMarkup(
    <KelpProvider portal="portal" nonce="n" locale="en-US">
      {content}
    </KelpProvider>,
  );

const at = new Date('2026-03-10T09:00:00Z');
const ticket: PortalTicketRow = {
  id: 't',
  number: 'T-0007',
  title: 'Printer <offline>',
  status: { label: 'Visit planned', isClosed: false },
  requester: 'Ulf Unger',
  isMine: false,
  awaitsYou: false,
  createdAt: at,
  lastActivityAt: at,
};

it('says the status in the board’s words, that it is the client’s turn, and who asked only where several may have', () => {
  const plain = draw(<TicketCards rows={[ticket]} />);
  expect(plain).toContain('Visit planned');
  expect(plain).toContain('href="/client-portal/tickets/t"');
  expect(plain).toContain('Printer &lt;offline&gt;');
  expect(plain).not.toContain('Ulf Unger');
  expect(draw(<TicketCards rows={[ticket]} showRequester />)).toContain('Ulf Unger');
  expect(draw(<TicketCards rows={[{ ...ticket, awaitsYou: true }]} />)).toContain('We have answered');
});

it('draws a message with its writer and files; pictures inside the text are not listed twice', () => {
  const file = (id: string, isInline: boolean) => ({
    id,
    filename: `${id}.png`,
    contentType: 'image/png',
    size: 2048,
    isInline,
  });
  const comment: PortalComment = {
    id: 'c',
    author: { name: 'Tess Tran', side: 'support' },
    html: '<p>Please restart it.</p>',
    createdAt: at,
    editedAt: at,
    isDeleted: false,
    attachments: [file('manual', false), file('inside', true)],
  };
  const html = draw(<Thread comments={[comment]} />);
  expect(html).toContain('<p>Please restart it.</p>');
  expect(html).toContain('Support');
  expect(html).toContain('edited');
  expect(html).toContain('href="/api/files/portal_ticket.attachment/manual"');
  expect(html).not.toContain('inside.png');
});

const line: PortalInvoiceLine = {
  position: 1,
  description: 'Remote support',
  quantity: '135',
  unit: 'minute',
  unitPrice: '12000',
  net: 27_000n,
  reductions: [],
  taxRatePpm: 82_500,
  includesTax: false,
  servicePeriod: { start: '2026-01-01', end: '2026-02-01' },
  why: ['2:15 h × 120.00 USD an hour = 270.00 USD'],
  work: [
    { workDate: '2026-01-12', minutes: 130, ticket: { id: 'k', number: 'T-0007' } },
    { workDate: '2026-01-13', minutes: 5, ticket: { id: null, number: 'T-0008' } },
  ],
};

it('tells how an amount came about, with a way to those tickets only that the reader may open', () => {
  const html = draw(<InvoiceLines lines={[line]} currency="USD" />);
  for (const words of [
    '2:15 h × $120.00',
    'Jan 1, 2026 to Jan 31, 2026',
    '8.25\u00a0%',
    '$270.00',
    line.why[0] ?? '',
    'T-0008',
  ]) {
    expect(html).toContain(words);
  }
  expect(html.match(/href="\/client-portal\/tickets\//g)).toHaveLength(1);
});

it('shows what is still due while something is, and the total once it is paid', () => {
  const row = {
    id: 'i',
    kind: 'invoice' as const,
    number: 'INV-0001',
    currency: 'USD',
    invoiceDate: '2026-02-01',
    dueDate: '2026-03-01',
    total: 97_900n,
    amountDue: 67_900n,
    paymentState: 'partly_paid' as const,
    isOverdue: false,
  };
  const open = draw(<InvoiceCards rows={[row]} />);
  expect(open).toContain('$679.00');
  expect(open).toContain('Mar 1, 2026');
  const paid = draw(<InvoiceCards rows={[{ ...row, amountDue: 0n, paymentState: 'paid' }]} />);
  expect(paid).toContain('$979.00');
  expect(paid).not.toContain('Mar 1, 2026');
  expect(draw(<InvoiceCards rows={[{ ...row, isOverdue: true }]} />)).toContain('Overdue');
});

it('shows what is unknown and what is forbidden alike, and a failure with a retry', () => {
  const screens = [notFound('invoice'), new AppError('forbidden', 403, 'Your role does not allow this.')].map((error) =>
    draw(<Failure error={error} onRetry={() => undefined} />),
  );
  expect(screens[0]).toContain('There is nothing here');
  expect(screens[1]).toBe(screens[0]);
  expect(
    draw(<Failure error={new AppError('unreachable', 0, 'No connection.')} onRetry={() => undefined} />),
  ).toContain('Try again');
});
