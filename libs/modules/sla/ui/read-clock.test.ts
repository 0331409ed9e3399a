import { isNearlyUsed, readClock } from './read-clock';

const dueAt = new Date('2024-01-05T11:00Z');
const running = { state: 'running' as const, dueAt, isAtRisk: false };

it('reads a running clock by the time of the browser', () => {
  expect(readClock(running, new Date('2024-01-05T10:59Z'))).toBe('running');
  expect(readClock({ ...running, isAtRisk: true }, new Date('2024-01-05T10:59Z'))).toBe('at_risk');
  expect(readClock(running, dueAt)).toBe('running');
  expect(readClock({ ...running, isAtRisk: true }, new Date('2024-01-05T11:00:01Z'))).toBe('overdue');
  expect(readClock(running, null)).toBe('running');
});

it('leaves every other state as it is', () => {
  for (const state of ['paused', 'met', 'missed', 'unanswered', 'cancelled'] as const) {
    expect(readClock({ state, dueAt, isAtRisk: true }, new Date('2030-01-01T00:00Z'))).toBe(state);
  }
});

it('calls a target nearly used from three quarters on', () => {
  expect(isNearlyUsed({ targetMinutes: 60, remainingMinutes: 16 })).toBe(false);
  expect(isNearlyUsed({ targetMinutes: 60, remainingMinutes: 15 })).toBe(true);
});
