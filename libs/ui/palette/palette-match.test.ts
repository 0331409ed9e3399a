import { placeOtherwise, fits, groupItems, readQuery, type PaletteSource } from './palette-match';

const commands: PaletteSource = {
  key: 'commands',
  label: 'Commands',
  items: [{ key: 'new', label: 'New ticket', href: '/new' }],
};
const tickets: PaletteSource = { key: 'tickets', label: 'Tickets', prefix: 'ticket', find: async () => [] };
const clients: PaletteSource = { key: 'clients', label: 'Clients', prefix: 'client', find: async () => [] };
const sources = [commands, tickets, clients];

describe('palette', () => {
  it('asks one source when a prefix names it', () => {
    expect(readQuery('client: acme', sources)).toEqual({
      words: 'acme',
      asked: [clients],
      typed: 'client: acme',
    });
    expect(readQuery('http://x', sources)).toMatchObject({ words: 'http://x', asked: sources });
  });

  it('asks for commands only after >', () => {
    expect(readQuery('> new', sources)).toMatchObject({ words: 'new', asked: [commands] });
  });

  it('matches word by word in any order', () => {
    expect(fits({ key: 'a', label: 'New ticket' }, 'tick new')).toBe(true);
    expect(fits({ key: 'a', label: 'New ticket' }, 'new client')).toBe(false);
  });

  it('puts found records first when a number was typed', () => {
    const found = new Map([['tickets', [{ key: '1', label: 'T-1042 Printer offline' }]]]);
    expect(
      groupItems([{ ...commands, items: [{ key: 'x', label: 'Level 1042' }] }, tickets], '1042', found)[0]?.key,
    ).toBe('tickets');
    expect(groupItems(sources, 'new', found).map(({ key }) => key)).toEqual(['commands', 'tickets']);
  });

  it('shows the fixed items while nothing is typed', () => {
    expect(groupItems(sources, '', new Map())).toEqual([{ key: 'commands', label: 'Commands', items: commands.items }]);
  });
});

describe('placeOtherwise', () => {
  const page: PaletteSource = {
    key: 'page',
    label: 'Page',
    isLast: true,
    find: async () => [],
    otherwise: (typed) => `/find?q=${typed}`,
  };
  const all: PaletteSource[] = [{ key: 'client', label: 'Clients', prefix: 'client', find: async () => [] }, page];
  const placeFor = (text: string) => {
    const { asked, words, typed } = readQuery(text, all);
    return placeOtherwise(asked, words, typed);
  };

  it('leads to everything that has the words, scopes included', () => {
    expect(placeFor('zzq')).toBe('/find?q=zzq');
    expect(placeFor('client:acme')).toBe('/find?q=client:acme');
  });

  it('leads nowhere without words and from among commands', () => {
    expect(placeFor(' ')).toBeUndefined();
    expect(placeFor('client:')).toBeUndefined();
    expect(placeFor('>zzq')).toBeUndefined();
  });
});
