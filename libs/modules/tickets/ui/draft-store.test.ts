import { nothingBeside, readBeside, readDraft, writeBeside, writeDraft } from './draft-store';
import { neighbours, recallTrail, rememberTrail, type KeptText } from './list-trail';

function memory(): KeptText & { size: () => number } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    size: () => kept.size,
  };
}

const broken: KeptText = {
  getItem: () => {
    throw new Error('denied');
  },
  setItem: () => {
    throw new Error('full');
  },
  removeItem: () => undefined,
};

describe('drafts', () => {
  it('never mixes the reply with the note, nor one ticket with another', () => {
    const storage = memory();
    writeDraft(storage, 'a', 'reply', 'We are on it');
    writeDraft(storage, 'a', 'note', 'gate code 4711');
    expect(readDraft(storage, 'a', 'reply')).toBe('We are on it');
    expect(readDraft(storage, 'a', 'note')).toBe('gate code 4711');
    expect(readDraft(storage, 'b', 'note')).toBe('');
  });

  it('keeps nothing of an emptied box', () => {
    const storage = memory();
    writeDraft(storage, 'a', 'reply', 'x');
    writeDraft(storage, 'a', 'reply', ' \n');
    expect(storage.size()).toBe(0);
  });

  it('keeps the files and the comment that is answered beside the words, and reads nothing out of what is broken', () => {
    const storage = memory();
    const beside = { answering: { id: 'c', authorName: 'Amy' }, files: [{ id: 'f', filename: 'a.png', size: 3 }] };
    writeBeside(storage, 'a', 'reply', beside);
    expect(readBeside(storage, 'a', 'reply')).toEqual(beside);
    expect(readBeside(storage, 'a', 'note')).toEqual(nothingBeside);
    writeBeside(storage, 'a', 'reply', nothingBeside);
    expect(storage.size()).toBe(0);
    for (const text of ['{', 'null', '7', '{"files":[{}],"answering":5}']) {
      storage.setItem('kelp.draft.a.note.beside', text);
      expect(readBeside(storage, 'a', 'note')).toEqual(nothingBeside);
    }
  });

  it('says when the browser keeps nothing', () => {
    expect(writeDraft(broken, 'a', 'reply', 'x')).toBe(false);
    expect(readDraft(broken, 'a', 'reply')).toBe('');
  });
});

describe('the list somebody came from', () => {
  it('knows the neighbours', () => {
    const storage = memory();
    rememberTrail(storage, { href: '/msp/tickets?assignee=me', ids: ['a', 'b', 'c'] });
    const trail = recallTrail(storage);
    expect(trail?.href).toBe('/msp/tickets?assignee=me');
    expect(neighbours(trail, 'b')).toEqual({ previous: 'a', next: 'c' });
    expect(neighbours(trail, 'a')).toEqual({ previous: null, next: 'b' });
    expect(neighbours(trail, 'z')).toEqual({ previous: null, next: null });
  });

  it('forgets what it cannot read', () => {
    const storage = memory();
    storage.setItem('kelp.tickets.trail', '{"href":1}');
    expect(recallTrail(storage)).toBeNull();
    expect(recallTrail(broken)).toBeNull();
    expect(() => rememberTrail(broken, { href: '/', ids: [] })).not.toThrow();
  });
});
