import fc from 'fast-check';
import { autoCloseStep } from './auto-close-step';

const day = 86_400_000;
const now = new Date('2024-03-20T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * day);
const rule = { idleDays: 7, warnDays: 2 };

describe('the step of a resting ticket', () => {
  it.each([
    ['rests 4 days', 4, null, 'wait'],
    ['rests 5 days: the warning is due', 5, null, 'warn'],
    ['was warned yesterday', 6, 1, 'wait'],
    ['was warned two days ago', 7, 2, 'close'],
    ['rests for a month when the rule begins: warned first', 30, null, 'warn'],
    ['was warned before its last activity: that counts no more', 5, 9, 'warn'],
  ] as const)('%s', (_what, idle, warned, expected) => {
    const ticket = { lastActivityAt: ago(idle), warnedAt: warned === null ? null : ago(warned), canWarn: true };
    expect(autoCloseStep(rule, ticket, now)).toBe(expected);
  });

  it('closes without a warning when there is nobody to warn', () => {
    expect(autoCloseStep(rule, { lastActivityAt: ago(7), warnedAt: null, canWarn: false }, now)).toBe('close');
    expect(autoCloseStep(rule, { lastActivityAt: ago(6.9), warnedAt: null, canWarn: false }, now)).toBe('wait');
  });

  it('never closes sooner than the days of the rule, nor sooner after a warning than it promised', () => {
    const days = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        days,
        fc.option(days),
        (idleDays, warnDays, idle, warned) => {
          fc.pre(warnDays < idleDays);
          const lastActivityAt = ago(idle);
          const warnedAt = warned === null ? null : ago(warned);
          const step = autoCloseStep({ idleDays, warnDays }, { lastActivityAt, warnedAt, canWarn: true }, now);
          if (step !== 'close') return true;
          return (
            idle >= idleDays - 1e-6 &&
            warnedAt !== null &&
            warnedAt >= lastActivityAt &&
            (warned ?? 0) >= warnDays - 1e-6
          );
        },
      ),
    );
  });
});
