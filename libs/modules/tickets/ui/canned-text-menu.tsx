'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTextPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ChoiceDialog, toastError } from '@kelp/ui';
import { renderCannedText } from '../contract';
import { useCannedTexts, useMay } from './prepared-queries';
import { t } from './prepared-strings';

/** The canned texts that can be called by their shortcut while typing, and what one of them says on this ticket. */
export function useCannedTextShortcuts(ticketId: string, isWanted: boolean) {
  const may = useMay()('canned_text.use');
  const texts = useCannedTexts(may && isWanted).data?.rows ?? [];
  return {
    texts,
    fill: async (id: string): Promise<string> => (await call(renderCannedText, { id, ticketId })).text,
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
