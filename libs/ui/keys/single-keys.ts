const STORAGE_KEY = 'kelp.single-keys';

/** Whether this person wants keys without a modifier (WCAG 2.1.4 asks that they can be turned off). Kept on this device. */
export function readSingleKeys(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Keeps the choice on this device; a browser without storage forgets it with the tab. */
export function writeSingleKeys(allowed: boolean): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, allowed ? 'on' : 'off');
  } catch {
    // private windows may refuse storage; the choice then lasts as long as the page
  }
}
