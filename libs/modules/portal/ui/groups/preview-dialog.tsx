'use client';

import Link from 'next/link';
import { Dialog, EmptyState, ErrorState, PageLoading, StatusBadge } from '@kelp/ui';
import type { VisibilityPreview } from '../../contract';
import { t } from '../strings';
import { usePreview, type GroupDoor } from './group-door';

function Seen({ door, preview }: { door: GroupDoor; preview: VisibilityPreview }) {
  const { person, groups, count, tickets } = preview;
  return (
    <div className="kelp-groups-preview">
      <p>{t(`groups.why.${person.decidedBy}`, { groups: groups.join(', '), count: groups.length })}</p>
      {!person.hasAccess && <p className="kelp-muted">{t('groups.noAccess')}</p>}
      {tickets.length === 0 ? (
        <EmptyState title={t('groups.seesNone')} />
      ) : (
        <>
          <p>{t('groups.seesCount', { count })}</p>
          <ul className="kelp-entries" aria-label={t('groups.seesLatest')}>
            {tickets.map(({ id, number, title, requester, isClosed }) => (
              <li key={id} className="kelp-entry">
                <span className="kelp-entry-words">
                  <Link href={door.ticket(id)}>
                    {number} {title}
                  </Link>
                  <span className="kelp-muted">{requester ?? t('groups.nobody')}</span>
                </span>
                {isClosed && <StatusBadge tone="neutral" label={t('groups.closed')} plain />}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What a contact sees in the portal, and what decides it. */
export function PreviewDialog(props: { door: GroupDoor; person: { id: string; name: string }; onClose: () => void }) {
  const { door, person, onClose } = props;
  const { data, error, isPending, refetch } = usePreview(door, person.id);
  const title = t('groups.previewOf', { name: person.name });
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      {isPending && <PageLoading lines={4} />}
      {!isPending && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Seen door={door} preview={data} />}
    </Dialog>
  );
}
