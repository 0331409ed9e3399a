import { createUndoStack } from './undo-stack';

describe('undo stack', () => {
  it('takes back the newest first, each once', () => {
    const stack = createUndoStack();
    const done: string[] = [];
    stack.push(() => done.push('first'));
    stack.push(() => done.push('second'));
    expect([stack.undoLatest(), stack.undoLatest(), stack.undoLatest()]).toEqual([true, true, false]);
    expect(done).toEqual(['second', 'first']);
  });

  it('forgets what has expired, and says whether it was still waiting', () => {
    const stack = createUndoStack();
    const done: string[] = [];
    const forget = stack.push(() => done.push('expired'));
    expect([forget(), forget()]).toEqual([true, false]);
    expect(stack.undoLatest()).toBe(false);
    expect(done).toEqual([]);
  });
});
