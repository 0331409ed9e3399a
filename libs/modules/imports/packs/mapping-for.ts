import type { KindKey, SystemKey } from '../contract';
import { matchHeaders } from '../domain/match-headers';
import { kinds } from '../kinds';
import { packs } from './index';

/** Which column fills which field: by the names that the other system uses first, then by those that anybody does. */
export function mappingFor(kind: KindKey, system: SystemKey, columns: readonly string[]): Record<string, number> {
  const own = packs[system].headers[kind] ?? {};
  const fields = kinds[kind].fields.map(({ key, label, names }) => ({
    key,
    names: [...(own[key] ?? []), label, key, ...names],
  }));
  return matchHeaders(columns, fields);
}
