import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import type { SlaBadgeClock, TicketClock } from '../contract';
import { ClockExplanation } from './clock-explanation';
import { SlaBadge } from './sla-badge';

const at = (text: string) => new Date(`${text}Z`);
const clock: TicketClock = {
  clock: 'resolution',
  epoch: 0,
  state: 'running',
  startedAt: at('2024-01-05T20:00'),
  dueAt: at('2024-01-08T16:00'),
  stoppedAt: null,
  isMet: null,
  breachedAt: null,
  targetMinutes: 240,
  remainingMinutes: 200,
  nextThreshold: null,
  policyName: 'Standard',
  level: 'default',
  explanation: {
    zone: 'America/New_York',
    countedFrom: at('2024-01-05T20:00'),
    carriedMinutes: 60,
    counted: [{ from: at('2024-01-05T20:00'), to: at('2024-01-05T22:00'), minutes: 120 }],
    countedMinutes: 240,
    pauses: [{ from: at('2024-01-05T20:10'), to: null, reasons: ['status', 'awaiting_client'], minutes: 40 }],
    holidays: [{ date: '2024-01-15', name: 'Martin Luther King Day' }],
  },
};
const textOf = (markup: string) => markup.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');

it('says what counts, what does not and why, in the zone of the opening hours', () => {
  const words = textOf(
    renderToStaticMarkup(
      <MantineProvider>
        <ClockExplanation clock={clock} />
      </MantineProvider>,
    ),
  );
  expect(words).toContain('America/New_York');
  expect(words).toContain('5 Jan 2024, 15:00 to 5 Jan 2024, 17:00: 2:00');
  expect(words).toContain('status, waiting for the client, 0:40 of working time');
  expect(words).toContain('Closed on 15 Jan 2024: Martin Luther King Day');
  expect(words).toContain('1:00 taken over from the former target');
  expect(words).not.toMatch(/[{}]/);
});

it('wears a word beside its colour in every state', () => {
  const badge: SlaBadgeClock = {
    ticketId: 'x',
    clock: 'response',
    state: 'paused',
    dueAt: null,
    remainingMinutes: 95,
    isAtRisk: false,
    isBreached: false,
  };
  const words = (change: Partial<SlaBadgeClock>) =>
    textOf(renderToStaticMarkup(<SlaBadge clock={{ ...badge, ...change }} />)).trim();
  expect(words({})).toBe('First response paused, 1:35 left');
  expect(words({ state: 'missed' })).toBe('First response missed');
  expect(words({ state: 'met', clock: 'resolution' })).toBe('Resolution met');
});
