import fc from 'fast-check';
import { isNarrowed, listInput, plainList, readListUrl, writeListUrl, type ListUrl } from './list-url';

const read = (text: string) => readListUrl(new URLSearchParams(text));
const anId = '0198f1a0-0000-7000-8000-000000000001';

const id = fc.option(fc.uuid(), { nil: null });
const anyList: fc.Arbitrary<ListUrl> = fc.record({
  search: fc.string({ maxLength: 30 }),
  board: id,
  client: id,
  status: id,
  priority: id,
  assignee: fc.oneof(fc.constantFrom('me', 'nobody'), id),
  state: fc.constantFrom('open', 'closed', 'all'),
  sort: fc.constantFrom('activity', 'created', 'priority', 'number'),
  direction: fc.constantFrom('asc', 'desc'),
});

describe('the address of the ticket list', () => {
  it('says everything that the list shows, and nothing when it is plain', () => {
    expect(writeListUrl(plainList)).toBe('');
    fc.assert(fc.property(anyList, (list) => expect(read(writeListUrl(list))).toEqual(list)));
  });

  it('takes nonsense as not said', () => {
    expect(read('?board=x&state=odd&sort=1;drop&dir=up&assignee=tess')).toEqual(plainList);
  });

  it('asks the server for what it says', () => {
    expect(listInput(read(`?q=print+&client=${anId}&assignee=me`))).toEqual({
      state: 'open',
      sort: 'activity',
      direction: 'desc',
      search: 'print',
      clientId: anId,
      assignee: 'me',
    });
  });

  it('knows whether filters can be cleared; the sort is none', () => {
    expect(isNarrowed(read('?sort=number'))).toBe(false);
    expect(isNarrowed(read('?assignee=nobody'))).toBe(true);
    expect(isNarrowed(read('?state=closed'))).toBe(true);
  });
});
