import { whomOfPath } from './whom-of-path';

const id = '01a22260-a95b-703c-9b23-22139c54a360';

it.each([
  [`/msp/clients/${id}`, { clientId: id }],
  [`/msp/contacts/${id}`, { contactId: id }],
  [`/msp/tickets/${id}`, { ticketId: id }],
  ['/msp/tickets/new', null],
  ['/msp/clients', null],
  [`/msp/contracts/${id}`, null],
  [`/client-portal/tickets/${id}`, null],
])('knows whom %s is about', (path, whom) => {
  expect(whomOfPath(path)).toEqual(whom);
});
