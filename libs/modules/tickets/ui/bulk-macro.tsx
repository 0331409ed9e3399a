'use client';

import { useState } from 'react';
import { ChoiceDialog, FormDialog } from '@kelp/ui';
import type { MacroRow } from '../contract';
import { macroWords } from './macro-words';
import { useMacros } from './prepared-queries';
import { t } from './strings';
import { useTicketChoices } from './ticket-queries';
import { useBulk, type BulkTarget } from './use-bulk';

interface BulkMacroProps {
  target: BulkTarget;
  /** how many tickets that are, in words */
  shown: string;
  onClose: () => void;
}

/** A macro for many tickets: chosen, then shown with what it does and to how many, then run in the background. */
export default function BulkMacro({ target, shown, onClose }: BulkMacroProps) {
  const bulk = useBulk();
  const rows = useMacros().data?.rows ?? [];
  const choices = useTicketChoices().data;
  const [macro, setMacro] = useState<MacroRow | null>(null);
  if (!macro) {
    return (
      <ChoiceDialog
        opened
        staysOpen
        title={t('bulkMacro.choose', { shown })}
        choices={rows.map((row) => ({ value: row.id, label: row.name, hint: macroWords(row, choices) }))}
        onChoose={(id) => setMacro(rows.find((row) => row.id === id) ?? null)}
        onClose={onClose}
      />
    );
  }
  const { id, name, steps } = macro;
  const begin = async () =>
    void bulk(
      target,
      { kind: 'macro', macroId: id },
      () => ({}),
      (count) => t('bulk.done.macro', { count, value: name }),
    );
  return (
    <FormDialog
      title={t('bulkMacro.title', { name, shown })}
      submitLabel={t('bulkMacro.run')}
      onSubmit={begin}
      onClose={onClose}
    >
      <p>{macroWords(macro, choices)}</p>
      {steps.comment?.visibility === 'public' && <p>{t('bulkMacro.reply')}</p>}
      <p className="kelp-muted">{t(steps.comment || steps.time ? 'bulkMacro.stays' : 'bulkMacro.undo')}</p>
    </FormDialog>
  );
}
