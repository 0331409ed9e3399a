import { concerns, isUpToDate, joinHints, parseHint, topicsOf, upToOf, withHint } from './hints';

const list = (upTo: number | undefined, topics: string[] = []) => ({
  queryKey: ['ticket.list', {}],
  data: upTo === undefined ? { rows: [] } : { rows: [], upTo },
  topics,
});

describe('live hints', () => {
  it('belongs to the topic of its contract and to those it names', () => {
    expect(topicsOf({ queryKey: ['ticket.list', {}], topics: ['sla'] })).toEqual(['ticket', 'sla']);
    expect(topicsOf({ queryKey: [{ odd: true }], topics: [] })).toEqual([]);
  });

  it('takes the oldest page of a paged answer', () => {
    expect(upToOf({ pages: [{ upTo: 9 }, { upTo: 7 }] })).toBe(7);
    expect(upToOf({ pages: [{ upTo: 9 }, {}] })).toBeNull();
    expect(upToOf({ upTo: 4 })).toBe(4);
    expect(upToOf(undefined)).toBeNull();
  });

  it('asks again only when the data is older than the hint', () => {
    const hint = { n: 12, topics: ['ticket'] };
    const newest = withHint(new Map(), hint);
    expect(concerns(hint, list(11), newest)).toBe(true);
    expect(concerns(hint, list(12), newest)).toBe(false);
    expect(concerns(hint, list(undefined), newest)).toBe(true);
  });

  it('leaves queries of other topics alone', () => {
    const hint = { n: 12, topics: ['client'] };
    expect(concerns(hint, list(1), withHint(new Map(), hint))).toBe(false);
    expect(concerns(hint, list(1, ['client']), withHint(new Map(), hint))).toBe(true);
  });

  it('is never set back by a hint that comes late', () => {
    const newest = withHint(withHint(new Map(), { n: 9, topics: ['ticket'] }), { n: 3, topics: ['ticket'] });
    expect(isUpToDate(list(8), newest)).toBe(false);
    expect(isUpToDate(list(9), newest)).toBe(true);
  });

  it('joins hints and refuses what is none', () => {
    expect(
      joinHints([
        { n: 2, topics: ['a'] },
        { n: 5, topics: ['a', 'b'] },
      ]),
    ).toEqual({ n: 5, topics: ['a', 'b'] });
    expect(parseHint('{"n":3,"topics":["ticket"]}')).toEqual({ n: 3, topics: ['ticket'] });
    expect(parseHint('{"topics":[]}')).toBeNull();
    expect(parseHint('not json')).toBeNull();
  });
});
