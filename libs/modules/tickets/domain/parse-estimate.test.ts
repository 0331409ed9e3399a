import { parseEstimate } from './parse-estimate';

it.each([
  ['90', 90],
  ['90m', 90],
  ['1.5h', 90],
  ['1,5 h', 90],
  ['1h 30m', 90],
  ['1:30', 90],
  ['2h', 120],
  ['', null],
  ['soon', null],
  ['0', null],
  ['-5', null],
  ['99999h', null],
])('reads “%s” as %p minutes', (text, minutes) => expect(parseEstimate(text)).toBe(minutes));
