import { itilPriority } from './itil-priority';

describe('ITIL priority', () => {
  it.each([
    [1, 1, 1],
    [1, 2, 2],
    [3, 3, 3],
    [5, 5, 5],
    [5, 1, 3],
    [2, 5, 4],
  ])('of impact %i and urgency %i is P%i', (impact, urgency, expected) => {
    expect(itilPriority(impact, urgency)).toBe(expected);
  });

  it('is never lower for a higher impact', () => {
    for (let urgency = 1; urgency <= 5; urgency += 1) {
      for (let impact = 1; impact < 5; impact += 1) {
        expect(itilPriority(impact, urgency)).toBeLessThanOrEqual(itilPriority(impact + 1, urgency));
      }
    }
  });

  it('refuses values outside the scale', () => expect(() => itilPriority(0, 3)).toThrow(RangeError));
});
