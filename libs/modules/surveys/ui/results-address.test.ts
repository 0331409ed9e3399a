import { readAddress } from './results-address';

const now = new Date('2026-03-10T10:30:00Z');
const read = (text: string) => readAddress(new URLSearchParams(text), now);
const id = '0195f3a0-0000-7000-8000-000000000001';

it('shows the answers of a quarter when nothing is said', () => {
  expect(read('')).toMatchObject({
    period: 'quarter',
    show: 'answered',
    figures: { until: new Date('2026-03-10T11:00:00Z') },
    list: { outcome: 'answered' },
  });
});

it('narrows figures and rows alike, and the rows further by what was opened', () => {
  const { figures, list } = read(
    `client=${id}&show=poor&by=technician&row=none&rating=nps:3&from=2026-03-02T00:00:00.000Z`,
  );
  expect(figures).toMatchObject({ clientId: id });
  expect(figures).not.toHaveProperty('technicianId');
  expect(list).toMatchObject({
    ...{ clientId: id, technicianId: 'none', outcome: 'poor', kind: 'nps', rating: 3 },
    ...{ from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-10T11:00:00Z') },
  });
});

it('shows open follow-ups of any time', () => {
  expect(read('followUp=open').list).toEqual({ followUp: 'open' });
});

it('leaves out what it does not know', () => {
  expect(read('client=x&show=odd&rating=x:9&from=never&period=age&row=1')).toEqual(read(''));
});
