type Undo = () => void;

/** Things that can still be taken back, the newest last. */
export interface UndoStack {
  /** Adds one; the answer takes it off again without running it and says whether it was still there. */
  push(undo: Undo): () => boolean;
  /** Runs the newest and takes it off. False when there is nothing to take back. */
  undoLatest(): boolean;
}

/** A fresh, empty stack. The page has one (`undoStack`); tests make their own. */
export function createUndoStack(): UndoStack {
  let entries: { undo: Undo }[] = [];
  function remove(entry: { undo: Undo }): boolean {
    const before = entries.length;
    entries = entries.filter((other) => other !== entry);
    return entries.length < before;
  }
  return {
    push(undo) {
      const entry = { undo };
      entries = [...entries, entry];
      return () => remove(entry);
    },
    undoLatest() {
      const entry = entries[entries.length - 1];
      if (!entry) return false;
      remove(entry);
      entry.undo();
      return true;
    },
  };
}

/** What Mod+Z takes back on this page. */
export const undoStack = createUndoStack();
