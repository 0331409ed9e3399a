'use client';

import { call } from '@kelp/kernel/client';
import { deleteMacro } from '../contract';
import { MacroDialog } from './macro-dialog';
import { macroWords } from './macro-words';
import { PreparedPage } from './prepared-page';
import { useMacros, useMay, useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { scopeWord } from './sharing-fields';
import { useTicketChoices } from './ticket-queries';

/** The macros that the reader may run, and keep. */
export function MacrosPage() {
  const may = useMay();
  const choices = useTicketChoices().data;
  const refresh = useRefresh('macro');
  return (
    <PreparedPage
      title={t('macro.title')}
      lead={t('macro.lead')}
      query={useMacros()}
      badge={(row) => scopeWord(row, choices)}
      line={(row) => macroWords(row, choices)}
      mayCreate={may('macro.use')}
      mayChange={({ mayChange }) => mayChange}
      empty={t('macro.empty')}
      editor={(row, close) => <MacroDialog row={row} onClose={close} />}
      remove={({ id }) => call(deleteMacro, { id }).then(refresh)}
      deleteText={() => t('macro.delete')}
    />
  );
}
