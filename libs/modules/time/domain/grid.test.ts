import type { TimeEntryCard } from '../contract';
import { gridRows, workOf } from './grid';

const remote = { id: 's1', name: 'Remote' };
const printer = { id: 't1', number: 'T-1', title: 'Printer' };

const entry = (part: Partial<TimeEntryCard>): TimeEntryCard =>
  ({
    ...{ id: 'e', ticket: printer, client: null, service: remote, workDate: '2026-03-10', minutes: 30 },
    ...{ abilities: ['update'] },
    ...part,
  }) as TimeEntryCard;

it('gathers a week into rows of work with a cell a day', () => {
  const rows = gridRows(
    [
      entry({ id: '1' }),
      entry({ id: '2', minutes: 15 }),
      entry({ id: '3', workDate: '2026-03-11', abilities: [] }),
      entry({ id: '4', ticket: null, client: { id: 'c1', name: 'Acme' } }),
    ],
    [],
  );
  expect(rows.map(({ ticket, client, minutes }) => [ticket?.title ?? client?.name, minutes])).toEqual([
    ['Acme', 30],
    ['Printer', 75],
  ]);
  const [acme, ticket] = rows;
  expect(acme?.cells.get('2026-03-10')).toMatchObject({ minutes: 30, isFixed: false });
  // several entries, and one that may not change, are not typed over
  expect(ticket?.cells.get('2026-03-10')).toMatchObject({ minutes: 45, isFixed: true });
  expect(ticket?.cells.get('2026-03-11')).toMatchObject({ minutes: 30, isFixed: true });
});

it('keeps rows that were put in by hand, once and first', () => {
  const wished = workOf({ ticket: printer, client: null, service: remote });
  expect(gridRows([], [wished])).toMatchObject([{ minutes: 0, key: 'tt1 s1' }]);
  const rows = gridRows([entry({}), entry({ ticket: null })], [wished]);
  expect(rows.map(({ ticket }) => ticket?.title ?? null)).toEqual(['Printer', null]);
});
