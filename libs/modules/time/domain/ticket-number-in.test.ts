import { ticketNumberIn } from './ticket-number-in';

it('finds the ticket by its number, wherever it stands, and takes it out', () => {
  expect(ticketNumberIn('30m T-1042 rebooted', ['T-'])).toEqual({ number: 1042n, rest: '30m rebooted' });
  expect(ticketNumberIn('30m onsite #7: rebooted', ['T-'])).toEqual({ number: 7n, rest: '30m onsite rebooted' });
  expect(ticketNumberIn('30m t-0042', ['T-'])).toEqual({ number: 42n, rest: '30m' });
});

it('takes no other number for one', () => {
  expect(ticketNumberIn('45 replaced 3 toners', ['T-'])).toEqual({ number: null, rest: '45 replaced 3 toners' });
  expect(ticketNumberIn('45m T-shirts', ['T-']).number).toBeNull();
  expect(ticketNumberIn('45m 1042', ['']).number).toBeNull();
  expect(ticketNumberIn('45m #99999999999999999999', ['']).number).toBeNull();
});
