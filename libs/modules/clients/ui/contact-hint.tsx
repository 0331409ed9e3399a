'use client';

import { StatusBadge } from '@kelp/ui';
import { useContactHint } from './interaction-queries';
import { languageName } from './language-name';
import { t } from './strings';

/** Says on a ticket what its contact asks for: special care, a language, a way to be reached. Nothing when there is nothing to say. */
export function ContactHint({ contactId, mayRead }: { contactId: string | null; mayRead: boolean }) {
  const hint = useContactHint(contactId, mayRead).data;
  if (!hint) return null;
  const { isVip, locale, channel } = hint;
  const wishes = [locale && languageName(locale), channel && t(`channel.prefers.${channel}`)]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      {isVip && <StatusBadge tone="waiting" label={t('contact.vipHint')} plain />}
      {wishes && <span className="kelp-muted">{wishes}</span>}
    </>
  );
}
