'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTextPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ChoiceDialog, toastError } from '@kelp/ui';
import { renderCannedText } from '../contract';
import { shortcutBefore } from './canned-shortcut';
import { useCannedTexts, useMay } from './prepared-queries';
import { t } from './prepared-strings';

/**
 * The canned texts for a composer. `expand` looks for a shortcut before the caret (call it on Tab or blank) and answers the whole text with
 * the canned one in its place, or null.
 */
export function useCannedTextShortcuts(ticketId: string) {
  const may = useMay()('canned_text.use');
  const texts = useCannedTexts(may).data?.rows ?? [];
  return {
    expand: async (text: string, caret: number): Promise<{ text: string; caret: number } | null> => {
      const match = shortcutBefore(text, caret, texts);
      if (!match) return null;
      const { text: filled } = await call(renderCannedText, { id: match.found.id, ticketId });
      const before = text.slice(0, match.start) + filled;
      return { text: before + text.slice(caret), caret: before.length };
    },
  };
}

/** A button that opens the canned texts; the chosen one, filled in for the ticket, goes to `onInsert`. Nothing for whom may not. */
export function CannedTextMenu({ ticketId, onInsert }: { ticketId: string; onInsert: (text: string) => void }) {
  const may = useMay()('canned_text.use');
  const [opened, setOpened] = useState(false);
  const query = useCannedTexts(may && opened);
  if (!may) return null;
  const insert = (id: string) =>
    call(renderCannedText, { id, ticketId }).then(({ text }) => onInsert(text), toastError);
  return (
    <>
      <Tooltip label={t('canned.insert')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('canned.insert')} onClick={() => setOpened(true)}>
          <IconTextPlus size={18} />
        </ActionIcon>
      </Tooltip>
      <ChoiceDialog
        opened={opened}
        title={t('canned.insert')}
        choices={(query.data?.rows ?? []).map(({ id, name, shortcut }) => ({
          value: id,
          label: `${name} ${shortcut}`,
        }))}
        onChoose={(id) => void insert(id)}
        onClose={() => setOpened(false)}
      />
    </>
  );
}
