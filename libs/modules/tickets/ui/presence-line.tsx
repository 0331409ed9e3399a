'use client';

import { IconEye, IconPencil } from '@tabler/icons-react';
import { t } from './strings';
import type { Present } from './use-presence';

const namesOf = (people: readonly Present[]) => people.map(({ name }) => name).join(', ');

/** Who else is on this ticket. Its place is kept, so that nothing moves when somebody comes. */
export function PresenceLine({ people }: { people: readonly Present[] }) {
  const replying = people.filter(({ isReplying }) => isReplying);
  const viewing = people.filter(({ isReplying }) => !isReplying);
  return (
    <p className="kelp-presence" role="status">
      {replying.length > 0 && (
        <span data-replying>
          <IconPencil size={14} aria-hidden="true" />{' '}
          {t('presence.replying', { names: namesOf(replying), count: replying.length })}
        </span>
      )}
      {viewing.length > 0 && (
        <span>
          <IconEye size={14} aria-hidden="true" />{' '}
          {t('presence.viewing', { names: namesOf(viewing), count: viewing.length })}
        </span>
      )}
    </p>
  );
}
