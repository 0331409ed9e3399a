'use client';

import { Button } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useState } from 'react';
import { ChoiceDialog, Kbd, useKeys } from '@kelp/ui';
import type { TicketTemplateRow } from '../contract';
import { useTicketTemplates } from './prepared-queries';
import { t } from './prepared-strings';

interface TemplatePickerProps {
  current: string | null;
  onPick: (template: TicketTemplateRow) => void;
}

/** “From template” on Mod+I, also while typing: the key, a letter, Enter. Nothing where there is no template. */
export function TemplatePicker({ current, onPick }: TemplatePickerProps) {
  const [opened, setOpened] = useState(false);
  const rows = useTicketTemplates().data?.rows ?? [];
  useKeys('form', { 'Mod+i': { label: t('template.pick'), run: () => setOpened(true) } }, { enabled: rows.length > 0 });
  if (rows.length === 0) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTemplate size={15} aria-hidden="true" />}
        rightSection={<Kbd keys="mod+i" />}
        onClick={() => setOpened(true)}
      >
        {rows.find(({ id }) => id === current)?.name ?? t('template.pick')}
      </Button>
      <ChoiceDialog
        opened={opened}
        title={t('template.pick')}
        current={current}
        choices={rows.map(({ id, name, title }) => ({
          value: id,
          label: name,
          ...(title === name ? {} : { hint: title }),
        }))}
        onChoose={(id) => {
          const template = rows.find((one) => one.id === id);
          if (template) onPick(template);
        }}
        onClose={() => setOpened(false)}
      />
    </>
  );
}
