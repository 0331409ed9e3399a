import { firstIdAt, isUuid, newId } from './ids';

describe('newId', () => {
  it('keeps the order in which ids were made, also under a clock that stands still', () => {
    const at = new Date('2026-03-10T15:00:00Z');
    for (const make of [() => newId(), () => newId(at)]) {
      const made = Array.from({ length: 2000 }, make);
      expect([...made].sort()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
      expect(made.every(isUuid)).toBe(true);
    }
  });

  it('takes the time of the instant it is given', () => {
    expect(newId(new Date(0x0123_4567_89ab)).startsWith('01234567-89ab-7')).toBe(true);
  });
});

it('names the smallest id of a millisecond', () => {
  const at = new Date('2026-03-10T15:00:00Z');
  expect(isUuid(firstIdAt(at))).toBe(true);
  expect(newId(at) >= firstIdAt(at)).toBe(true);
  expect(newId(new Date(at.getTime() - 1)) < firstIdAt(at)).toBe(true);
});
