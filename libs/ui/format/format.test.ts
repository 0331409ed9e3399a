import { formatBytes, formatMinutes, formatRelative } from './format';

describe('lengths and distances of time', () => {
  it('shows minutes like a clock', () => {
    expect([0, 5, 95, 600, -5].map(formatMinutes)).toEqual(['0:00', '0:05', '1:35', '10:00', '-0:05']);
  });

  it('says how far away an instant is, and leaves far ones to the date', () => {
    const now = new Date('2026-03-10T12:00:00Z');
    const ago = (ms: number) => formatRelative(new Date(now.getTime() - ms), now, 'en');
    expect(ago(20_000)).toBe('now');
    expect(ago(5 * 60_000)).toBe('5 min. ago');
    expect(ago(-2 * 3_600_000)).toBe('in 2 hr.');
    expect(ago(24 * 3_600_000)).toBe('yesterday');
    expect(ago(40 * 24 * 3_600_000)).toBeNull();
  });

  it('says how large a file is', () => {
    expect([0, 900, 1536, 2_097_152, 15_728_640].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
      '0 B',
      '900 B',
      '1.5 KB',
      '2 MB',
      '15 MB',
    ]);
  });
});
