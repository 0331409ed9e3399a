import { afterSignIn } from './after-sign-in';

it('goes to the wanted page of the own side, with its filters', () => {
  expect(afterSignIn('msp', '/msp/tickets?state=open#x')).toBe('/msp/tickets?state=open#x');
  expect(afterSignIn('client', '/client-portal/invoices')).toBe('/client-portal/invoices');
});

it.each([
  undefined,
  '',
  'msp',
  '//evil.test/msp',
  '/\\evil.test/msp',
  'https://evil.test/msp',
  '/mspevil',
  '/msp/../auth',
  '/client-portal',
  'javascript:alert(1)',
])('goes home for %s', (wanted) => {
  expect(afterSignIn('msp', wanted)).toBe('/msp');
});
