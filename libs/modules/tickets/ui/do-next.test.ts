import { inOrderOfWork, nextReason } from './do-next';

const now = new Date('2026-03-10T12:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const ticket = (id: string, responseState: 'none' | 'awaiting_us' | 'awaiting_client', position = 2, age = 10) => ({
  id,
  responseState,
  priority: { id: 'p', name: 'p', color: '#000000', position },
  lastActivityAt: inMinutes(-age),
});

describe('what to do next', () => {
  it('says why', () => {
    expect(nextReason({ responseState: 'awaiting_client' }, inMinutes(0), now)).toBe('overdue');
    expect(nextReason({ responseState: 'none' }, inMinutes(30), now)).toBe('soon');
    expect(nextReason({ responseState: 'awaiting_us' }, inMinutes(600), now)).toBe('awaiting_us');
    expect(nextReason({ responseState: 'none' }, null, now)).toBe('hands');
    expect(nextReason({ responseState: 'awaiting_client' }, null, now)).toBe('awaiting_client');
  });

  it('puts overdue and soonest due first, then those who wait for us, and the client’s turn last', () => {
    const due = new Map([
      ['soon', inMinutes(30)],
      ['late', inMinutes(-5)],
      ['sooner', inMinutes(10)],
      ['far', inMinutes(5000)],
    ]);
    const rows = [
      ticket('client', 'awaiting_client'),
      ticket('far', 'none'),
      ticket('us', 'awaiting_us'),
      ticket('soon', 'none'),
      ticket('late', 'awaiting_client'),
      ticket('sooner', 'none'),
    ];
    expect(inOrderOfWork(rows, (id) => due.get(id) ?? null, now).map(({ id }) => id)).toEqual([
      'late',
      'sooner',
      'soon',
      'us',
      'far',
      'client',
    ]);
  });

  it('takes the more urgent and then the older among equals', () => {
    const rows = [ticket('low', 'none', 3), ticket('new', 'none', 1, 1), ticket('old', 'none', 1, 90)];
    expect(inOrderOfWork(rows, () => null, now).map(({ id }) => id)).toEqual(['old', 'new', 'low']);
  });
});
