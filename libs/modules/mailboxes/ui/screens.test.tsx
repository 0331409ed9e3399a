/** @jest-environment node */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { KelpProvider } from '@kelp/ui';
import { listMailboxes, listInboundMessages, type InboundRow, type MailboxRow } from '../contract';
import { InboundLog } from './inbound-log';
import { MailboxesPage } from './mailboxes-page';
import { reasonText } from './strings';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const mailbox: MailboxRow = {
  id: 'a',
  name: 'Support',
  address: 'support@northstar.test',
  board: { id: 'b', name: 'Service Desk' },
  reopenHours: 336,
  isActive: true,
  version: 1,
  lastReceivedAt: null,
  failing: 2,
  kind: 'smtp',
  defaultPriorityId: null,
  defaultAssigneeId: null,
  autoAcknowledge: true,
  unknownSenders: 'hold',
  hasPlusAddresses: true,
  trustedAuthserv: '',
  imap: null,
  polledAt: null,
  failure: null,
  isLive: false,
  failedAt: null,
  test: null,
};
const dead: InboundRow = {
  id: 'm',
  mailbox: { id: 'a', name: 'Support' },
  from: 'amy@acme.test',
  subject: '<b>x</b>',
  size: 1,
  state: 'dead',
  reason: 'own-message',
  receivedAt: new Date('2026-03-10T09:00:00Z'),
  attempts: 8,
  check: null,
  ticket: null,
};

function draw(abilities: string[], page: React.ReactNode) {
  const client = new QueryClient();
  client.setQueryData([listMailboxes.name], { rows: [mailbox], boards: [], abilities });
  client.setQueryData([listInboundMessages.name, {}], { pages: [{ rows: [dead], next: null }], pageParams: [''] });
  return renderToStaticMarkup(
    <KelpProvider portal="staff" nonce="n">
      <QueryClientProvider client={client}>{page}</QueryClientProvider>
    </KelpProvider>,
  );
}

it('offers to create and to try again only to those who may', () => {
  const full = draw(['email_settings.update'], <MailboxesPage />);
  expect(full).toContain('New mailbox');
  expect(full).toContain('support@northstar.test');
  expect(full).toContain('2 failed');
  expect(draw([], <MailboxesPage />)).not.toContain('New mailbox');
  expect(draw([], <InboundLog mayChange />)).toContain('Try again');
  expect(draw([], <InboundLog mayChange={false} />)).not.toContain('Try again');
});

it('says in words why a mail was left out, and shows a subject as text', () => {
  expect(reasonText('own-message')).toBe('our own mail came back');
  expect(reasonText('connection refused')).toBe('connection refused');
  expect(draw([], <InboundLog mayChange={false} />)).toContain('&lt;b&gt;x&lt;/b&gt;');
});
