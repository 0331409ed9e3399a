import { isNetwork, isWithin } from './networks';

it.each(['203.0.113.7', '203.0.113.0/24', '2001:db8::/32', '::1', '0.0.0.0/0'])('takes %s', (text) => {
  expect(isNetwork(text)).toBe(true);
});
it.each(['', 'example.test', '203.0.113.0/33', '203.0.113.0/x', '1.2.3.4/8/8', '300.1.1.1'])('refuses %s', (text) => {
  expect(isNetwork(text)).toBe(false);
});
it.each([
  ['203.0.113.7', ['203.0.113.0/24'], true],
  ['::ffff:203.0.113.7', ['203.0.113.7'], true],
  ['203.0.114.7', ['203.0.113.0/24', '198.51.100.1'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['203.0.113.7', [], false],
  ['unknown', ['0.0.0.0/0'], false],
])('%s in %s: %s', (address, networks, isIn) => {
  expect(isWithin(address, networks)).toBe(isIn);
});
