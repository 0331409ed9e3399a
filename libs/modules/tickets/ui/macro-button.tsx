'use client';

import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ChoiceDialog, Kbd, useKeys } from '@kelp/ui';
import { useMacros, useMay } from './prepared-queries';
import { t } from './prepared-strings';

const MacroDialog = dynamic(() => import('./macro-run-dialog').then((room) => room.MacroRunDialog), { ssr: false });

/** Opens the macros of the reader on the key M; the chosen one shows what it will change before it runs. */
export function MacroButton({ ticketId }: { ticketId: string }) {
  const may = useMay()('macro.use');
  const [isChoosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useMacros(may);
  const rows = query.data?.rows ?? [];
  useKeys('page', { m: { label: t('macro.run'), run: () => setChoosing(true) } }, { enabled: may });
  if (!may) return null;
  const macro = rows.find(({ id }) => id === chosen);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconBolt size={14} aria-hidden="true" />}
        rightSection={<Kbd keys="m" />}
        onClick={() => setChoosing(true)}
      >
        {t('macro.one')}
      </Button>
      <ChoiceDialog
        opened={isChoosing}
        title={t('macro.run')}
        choices={rows.map(({ id, name, scope }) => ({
          value: id,
          label: name,
          ...(scope === 'personal' ? { hint: t('scope.personal') } : {}),
        }))}
        onChoose={setChosen}
        onClose={() => setChoosing(false)}
      />
      {macro && <MacroDialog macro={macro} ticketId={ticketId} onClose={() => setChosen(null)} />}
    </>
  );
}
