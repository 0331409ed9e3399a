import { authorsOf, changedFacts } from './use-changed-facts';

const reference = (id: string) => ({ id, name: id });
const ticket = {
  title: 'Printer',
  status: { ...reference('new'), isClosed: false },
  priority: { ...reference('low'), color: 'gray', position: 1 },
  assignee: null,
  client: reference('acme'),
  contact: reference('amy'),
  location: null,
  board: reference('support'),
  team: null,
  impact: null,
  urgency: null,
};

it('names the facts that differ, and none on the same look', () => {
  expect(changedFacts(ticket, { ...ticket })).toEqual([]);
  expect(
    changedFacts(ticket, { ...ticket, assignee: reference('tess'), status: { ...reference('open'), isClosed: false } }),
  ).toEqual(['status', 'assignee']);
});

it('finds who changed each of them last', () => {
  const entries = [
    { actorName: 'Mona', changes: [{ field: 'assignedTo' }] },
    { actorName: 'Tom', changes: [{ field: 'statusId' }, { field: 'assignedTo' }] },
  ];
  expect(authorsOf(entries, ['status', 'assignee', 'title'])).toEqual({ status: 'Tom', assignee: 'Mona' });
});
