import type { SystemKey } from '../contract';
import type { Pack } from './pack';

/** Other systems by key; `csv` is any file without habits of its own. */
export const packs: Readonly<Record<SystemKey, Pack>> = {
  csv: { label: 'Any CSV file', dateOrder: 'dmy', headers: {} },
};
