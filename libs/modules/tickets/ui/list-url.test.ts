import fc from 'fast-check';
import { ticketFilter, namedSort } from '../contract';
import { isNarrowed, plainList, readListUrl, stateOf, withCondition, writeListUrl, type ListUrl } from './list-url';

const read = (text: string) => readListUrl(new URLSearchParams(text));
const anId = '0198f1a0-0000-7000-8000-000000000001';

const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 4 });
const condition = fc.oneof(
  fc.record({ field: fc.constantFrom('board', 'status', 'client', 'team', 'tag'), isNot: fc.boolean(), values: ids }),
  fc.record({
    field: fc.constant('q'),
    isNot: fc.constant(false),
    values: fc.tuple(
      fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text && !text.includes('\0')),
    ),
  }),
  fc.record({
    field: fc.constant('state'),
    isNot: fc.constant(false),
    values: fc.constantFrom<string[]>(['closed'], ['all']),
  }),
  fc.record({
    field: fc.constant('field.colour'),
    isNot: fc.boolean(),
    values: fc.uniqueArray(fc.constantFrom('a,b', 'c%2C', 'd', 'e f'), { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('due'),
    isNot: fc.boolean(),
    values: fc.constant<string[]>(['last:7d', '2026-11-01..']),
  }),
);
const anyList: fc.Arbitrary<ListUrl> = fc.record({
  conditions: fc.uniqueArray(condition, { selector: ({ field }) => field, maxLength: 5 }),
  sort: fc.constantFrom(...namedSort.options),
  direction: fc.constantFrom('asc', 'desc'),
  view: fc.option(fc.constant(anId), { nil: null }),
  columns: fc.option(fc.constant(['number', 'title']), { nil: null }),
  density: fc.constantFrom('compact', 'normal', 'roomy'),
  isBundled: fc.boolean(),
});

describe('the address of the ticket list', () => {
  it('says everything that the list shows, and nothing when it is plain', () => {
    expect(writeListUrl(plainList)).toBe('');
    fc.assert(fc.property(anyList, (list) => expect(read(writeListUrl(list))).toEqual(list)));
  });

  it('carries a filter to the server and back without loss', () => {
    fc.assert(
      fc.property(anyList, ({ conditions }) => {
        expect(ticketFilter.decode(ticketFilter.encode([...conditions]))).toEqual(conditions);
      }),
    );
  });

  it('takes nonsense as not said', () => {
    expect(read('?board=x&state=odd&sort=1;drop&dir=up&assignee=tess&utm_source=mail&density=huge')).toEqual(plainList);
  });

  it('changes one condition and leaves the others', () => {
    const list = read(`?q=print&client=${anId}&assignee=me`);
    expect(writeListUrl(withCondition(list, 'client', []))).toBe('?q=print&assignee=me');
    expect(writeListUrl(withCondition(list, 'client', ['none'], true))).toBe('?q=print&client=not%3Anone&assignee=me');
    expect(stateOf(withCondition(list, 'state', ['closed']))).toBe('closed');
  });

  it('knows whether filters can be cleared; sort and look are none', () => {
    expect(isNarrowed(read('?sort=number&density=compact'))).toBe(false);
    expect(isNarrowed(read('?assignee=nobody'))).toBe(true);
  });
});
