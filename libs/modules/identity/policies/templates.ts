import type { NarrowingRule } from '@kelp/kernel';

export interface PackTemplate {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly NarrowingRule[];
  readonly hidesCost: boolean;
}

const rule = (noun: string, way: string): NarrowingRule => ({ noun, way, ids: [] });

/** The packs that Kelp brings along. What they name (clients, boards) is chosen in the draft before it can be published. */
export const packTemplates: readonly PackTemplate[] = [
  {
    key: 'assigned_client_technician',
    name: 'Assigned-client technician',
    description: 'Works on own tickets of chosen clients and boards.',
    rules: [rule('ticket', 'own_or_assigned'), rule('ticket', 'boards'), rule('client', 'selected')],
    hidesCost: true,
  },
  {
    key: 'contractor',
    name: 'Contractor',
    description: 'Sees the tickets they work on and the clients of those, and no list of clients.',
    rules: [rule('ticket', 'assigned'), rule('client', 'of_tickets'), rule('time_entry', 'own')],
    hidesCost: true,
  },
  {
    key: 'time_manager',
    name: 'Time manager',
    description: 'Sees their own time and that of the people they manage.',
    rules: [rule('time_entry', 'own_or_managed')],
    hidesCost: false,
  },
  {
    key: 'finance_reviewer',
    name: 'Finance reviewer',
    description: 'Reviews the money of the clients they look after, without what hours cost.',
    rules: [rule('client', 'portfolio')],
    hidesCost: true,
  },
];
