import { parseSearch } from './parse-search';

it.each([
  ['T-0042', ['t-0042', '42']],
  ['t42', ['t42', '42']],
  ['#42', ['42']],
  ['42', ['42']],
  ['INV-2026-7', ['inv-2026-7']],
  ['server2', ['server2']],
  ['qmwzunmx8', ['qmwzunmx8']],
  ['no digit', []],
])('reads %s as these numbers', (text, numbers) => {
  expect(parseSearch(text).numbers).toEqual(numbers);
});
