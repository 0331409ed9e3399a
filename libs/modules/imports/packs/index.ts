import type { SystemKey } from '../contract';
import { alga } from './alga';
import { autotask } from './autotask';
import { connectwise } from './connectwise';
import { halo } from './halo';
import { itflow } from './itflow';
import type { Pack } from './pack';

/** Other systems by key; `csv` is any file without habits of its own. */
export const packs: Readonly<Record<SystemKey, Pack>> = {
  csv: { label: 'Any CSV file', dateOrder: 'dmy', headers: {} },
  connectwise,
  autotask,
  halo,
  itflow,
  alga,
};
