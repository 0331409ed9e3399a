'use client';

import { IconPlugConnectedX } from '@tabler/icons-react';
import { t } from '../i18n';
import { useLiveState } from './live-provider';

/** A calm line across the top while changes by others do not arrive. Nothing while the connection holds. */
export function LiveBanner() {
  const lost = useLiveState() === 'lost';
  return (
    <div role="status" className="kelp-live-banner" hidden={!lost}>
      {lost && (
        <>
          <IconPlugConnectedX size={15} aria-hidden="true" />
          {t('live.lost')}
        </>
      )}
    </div>
  );
}
