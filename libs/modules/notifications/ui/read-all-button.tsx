'use client';

import { Button } from '@mantine/core';
import { useNoticeActs } from './notification-queries';
import { t } from './strings';

/** Takes what was shown as read; dull while there is nothing unread. */
export function ReadAllButton({ shown }: { shown: { unread: number; lastSeq: number } | undefined }) {
  const { markAll } = useNoticeActs();
  return (
    <Button
      variant="default"
      size="xs"
      disabled={!shown || shown.unread === 0}
      loading={markAll.isPending}
      onClick={() => shown && markAll.mutate(shown.lastSeq)}
    >
      {t('page.markAll')}
    </Button>
  );
}
