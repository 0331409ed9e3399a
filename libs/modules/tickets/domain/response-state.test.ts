import { responseStateAfter } from './response-state';

describe('whose turn it is', () => {
  it('is ours after the client spoke, theirs after we did', () => {
    expect(responseStateAfter('none', { visibility: 'public', authorType: 'client' })).toBe('awaiting_us');
    expect(responseStateAfter('awaiting_us', { visibility: 'public', authorType: 'internal' })).toBe('awaiting_client');
  });

  it('does not change by a note or an automatic message', () => {
    expect(responseStateAfter('awaiting_us', { visibility: 'internal', authorType: 'internal' })).toBe('awaiting_us');
    expect(responseStateAfter('awaiting_us', { visibility: 'public', authorType: 'system' })).toBe('awaiting_us');
  });
});
