import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { KelpProvider } from '@kelp/ui';
import { listNotifications } from '../contract';
import { NotificationItems } from './notification-item';
import { useNotificationBell } from './notification-bell';

const at = new Date('2026-03-10T09:00:00Z');
const row = {
  id: '0190a000-0000-7000-8000-000000000001',
  seq: 2,
  subtype: 'sla.breached' as const,
  title: 'T-0001 has missed its response time',
  body: '<img src=x onerror=alert(1)>',
  link: '/msp/tickets/x',
  priority: 'high' as const,
  reason: 'assignee' as const,
  isRead: false,
  snoozedUntil: null,
  createdAt: at,
};

it('says that a notification is unread and urgent in words, and shows text as text', () => {
  const html = renderToStaticMarkup(
    <KelpProvider portal="staff" nonce="n">
      <NotificationItems rows={[row, { ...row, id: 'b', isRead: true, priority: 'normal' }]} />
    </KelpProvider>,
  );
  expect(html.match(/Unread/g)).toHaveLength(1);
  expect(html.match(/Urgent/g)).toHaveLength(1);
  expect(html).toContain('href="/msp/tickets/x"');
  expect(html).not.toContain('<img');
});

function Count() {
  return <output>{useNotificationBell().unread}</output>;
}

it('gives the bell the count that the server said', () => {
  const client = new QueryClient();
  client.setQueryData([listNotifications.name, 'bell'], {
    rows: [row],
    next: null,
    unread: 7,
    mentions: 0,
    snoozed: 0,
    lastSeq: 9,
    upTo: 1,
  });
  const html = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <Count />
    </QueryClientProvider>,
  );
  expect(html).toBe('<output>7</output>');
});
