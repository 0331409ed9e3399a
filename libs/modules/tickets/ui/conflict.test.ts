import { conflicts, inverse } from './conflict';

const ticket = {
  title: 'Printer offline',
  status: { id: 's-new', name: 'New', isClosed: false },
  priority: { id: 'p-low', name: 'Low', color: '#000000', position: 4 },
  impact: null,
  urgency: null,
  assignee: null,
  client: { id: 'c-acme', name: 'Acme' },
  contact: null,
  location: null,
  team: null,
  agents: [],
  type: null,
  category: null,
  subcategory: null,
  resolutionCode: null,
  dueAt: null,
  estimateMinutes: null,
  isPriorityOverridden: false,
};
const moved = { ...ticket, status: { id: 's-progress', name: 'In progress', isClosed: false } };

describe('a change that met another one', () => {
  it('conflicts only in the field that both changed', () => {
    expect(conflicts(ticket, moved, { statusId: 's-closed' })).toEqual(['statusId']);
    expect(conflicts(ticket, moved, { priorityId: 'p-high' })).toEqual([]);
  });

  it('does not conflict when both wanted the same', () => {
    expect(conflicts(ticket, moved, { statusId: 's-progress' })).toEqual([]);
  });

  it('sees that somebody was assigned where nobody was', () => {
    const taken = { ...ticket, assignee: { id: 'u-tom', name: 'Tom' } };
    expect(conflicts(ticket, taken, { assignedTo: 'u-tess' })).toEqual(['assignedTo']);
    expect(conflicts(ticket, taken, { assignedTo: 'u-tom' })).toEqual([]);
  });

  it('can be taken back', () => {
    expect(inverse(ticket, { statusId: 's-closed', assignedTo: 'u-tess' })).toEqual({
      statusId: 's-new',
      assignedTo: null,
    });
  });
});
