import { isSingleCharacter, keyToken, matchKeys, normaliseKeys, type KeyPress } from './key-matcher';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  altGraph: false,
  ...more,
});

describe('keyToken', () => {
  it.each([
    [press('j'), 'j'],
    [press('J', { shiftKey: true }), 'shift+j'],
    [press('J'), 'j'],
    [press('?', { shiftKey: true }), '?'],
    [press('/'), '/'],
    [press(' '), 'space'],
    [press(' ', { shiftKey: true }), 'shift+space'],
    [press('Enter', { ctrlKey: true }), 'mod+enter'],
    [press('Tab', { shiftKey: true }), 'shift+tab'],
    [press('Shift', { shiftKey: true }), null],
  ])('%o is %s', (given, token) => {
    expect(keyToken(given, false)).toBe(token);
  });

  it('takes Command for mod on Apple machines and keeps Control apart', () => {
    expect(keyToken(press('k', { metaKey: true }), true)).toBe('mod+k');
    expect(keyToken(press('k', { ctrlKey: true }), true)).toBe('ctrl+k');
  });

  it('reads AltGr as a character, as German keyboards write brackets', () => {
    expect(keyToken(press('[', { ctrlKey: true, altKey: true, altGraph: true }), false)).toBe('[');
  });
});

describe('matchKeys', () => {
  const known = ['g t', 'g c', 'j', 'mod+k', 't'];

  it('runs a single key at once', () => {
    expect(matchKeys('', 'j', known)).toEqual({ kind: 'run', keys: 'j' });
  });

  it('waits within a sequence, then runs it', () => {
    expect(matchKeys('', 'g', known)).toEqual({ kind: 'wait', pending: 'g' });
    expect(matchKeys('g', 't', known)).toEqual({ kind: 'run', keys: 'g t' });
  });

  it('starts afresh with a key that does not belong to the sequence', () => {
    expect(matchKeys('g', 'j', known)).toEqual({ kind: 'run', keys: 'j' });
    expect(matchKeys('g', 'g', known)).toEqual({ kind: 'wait', pending: 'g' });
    expect(matchKeys('g', 'q', known)).toEqual({ kind: 'none' });
  });

  it('does not take the start of a key name for a sequence', () => {
    expect(matchKeys('', 'mod', ['mod+k'])).toEqual({ kind: 'none' });
  });
});

describe('normaliseKeys', () => {
  it.each([
    ['Mod+K', 'mod+k'],
    ['Shift+Mod+P', 'mod+shift+p'],
    ['G T', 'g t'],
    ['Mod++', 'mod++'],
    ['?', '?'],
  ])('%s is %s', (written, normal) => {
    expect(normaliseKeys(written)).toBe(normal);
  });
});

describe('isSingleCharacter', () => {
  it.each([
    ['j', true],
    ['g t', true],
    ['shift+j', true],
    ['mod+k', false],
    ['escape', false],
  ])('%s: %s', (keys, single) => {
    expect(isSingleCharacter(keys)).toBe(single);
  });
});
