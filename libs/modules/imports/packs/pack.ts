import type { KindKey } from '../contract';

/** Another system: what its exports call the fields. */
export interface Pack {
  label: string;
  dateOrder: 'dmy' | 'mdy';
  /** Its headers by kind and field, the surest first. */
  headers: Partial<Record<KindKey, Readonly<Record<string, readonly string[]>>>>;
}
