import { tenantColumns } from './table';

it('calls one row of a table by its noun in the singular, as sentences to people do', () => {
  const names = ['tickets', 'ticket_categories', 'statuses', 'mailboxes', 'recovery_codes', 'time_off', 'addresses'];
  expect(names.map((name) => tenantColumns(name, {}).noun)).toEqual([
    'ticket',
    'ticket category',
    'status',
    'mailbox',
    'recovery code',
    'time off',
    'address',
  ]);
});
