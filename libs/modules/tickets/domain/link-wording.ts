import type { LinkWording } from '../contract/relations';
import type { LinkKind } from '../tables';

/** A link as it is stored: the kind, and which of the two ends it starts from. */
export interface StoredLink {
  fromTicketId: string;
  toTicketId: string;
  kind: Exclude<LinkKind, 'split_from'>;
}

const forward = { relates: 'relates', duplicates: 'duplicates', caused_by: 'caused_by', blocks: 'blocks' } as const;
const backward = { is_duplicated_by: 'duplicates', causes: 'caused_by', is_blocked_by: 'blocks' } as const;

/** What a person says at one end, as one stored link. "Relates" has no direction, so that it is stored once whoever says it. */
export function storeLink(id: string, otherId: string, wording: LinkWording): StoredLink {
  if (wording in backward) {
    return { fromTicketId: otherId, toTicketId: id, kind: backward[wording as keyof typeof backward] };
  }
  const kind = forward[wording as keyof typeof forward];
  const [fromTicketId, toTicketId] = kind === 'relates' && otherId < id ? [otherId, id] : [id, otherId];
  return { fromTicketId, toTicketId, kind };
}

const atTheOtherEnd = {
  relates: 'relates',
  duplicates: 'is_duplicated_by',
  caused_by: 'causes',
  blocks: 'is_blocked_by',
  split_from: 'split_into',
} as const;

/** How a stored link reads at this end. */
export const readLink = (
  link: { fromTicketId: string; kind: LinkKind },
  id: string,
): LinkWording | 'split_from' | 'split_into' => (link.fromTicketId === id ? link.kind : atTheOtherEnd[link.kind]);
