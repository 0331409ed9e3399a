import fc from 'fast-check';
import { nextReminder } from './next-reminder';

const steps = [7, 14, 30].map((days) => ({ days, message: `after ${days}` }));

it.each<[number, number[], number | null]>([
  [6, [], null],
  [7, [], 7],
  [8, [7], null],
  [14, [7], 14],
  [40, [], 30],
  [40, [30], null],
  [40, [7], 30],
  [14, [30], null],
])('%i days overdue after %j: %s', (overdue, sent, expected) => {
  expect(nextReminder(steps, overdue, sent)?.days ?? null).toBe(expected);
});

it('is off without steps, and sends each step at most once on any walk through the days', () => {
  expect(nextReminder([], 100, [])).toBeNull();
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 5 });
  fc.assert(
    fc.property(days, fc.array(fc.integer({ min: 0, max: 90 })), (stepDays, looks) => {
      const sent: number[] = [];
      for (const day of [...looks].sort((a, b) => a - b)) {
        const step = nextReminder(
          stepDays.map((one) => ({ days: one, message: '' })),
          day,
          sent,
        );
        if (step) {
          expect(step.days <= day && !sent.includes(step.days)).toBe(true);
          sent.push(step.days);
        }
      }
    }),
  );
});
