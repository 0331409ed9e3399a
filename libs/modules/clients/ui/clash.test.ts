import { changedFields, clashes } from './clash';

const shown = { name: 'Acme', notes: '', zone: null as string | null };

it('takes only what was typed anew', () => {
  expect(changedFields(shown, { ...shown, notes: 'Gate code 4711' })).toEqual({ notes: 'Gate code 4711' });
  expect(changedFields(shown, { ...shown })).toEqual({});
});

it('asks only when both changed the same fact to different things', () => {
  const now = { ...shown, notes: 'Theirs', zone: 'Europe/Berlin' };
  expect(clashes(shown, now, { notes: 'Mine', name: 'Acme Dental' })).toEqual(['notes']);
  expect(clashes(shown, now, { name: 'Acme Dental' })).toEqual([]);
  expect(clashes(shown, now, { notes: 'Theirs' })).toEqual([]);
  expect(clashes(shown, now, { zone: null })).toEqual(['zone']);
});
