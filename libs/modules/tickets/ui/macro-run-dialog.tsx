'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog, errorSentence, formatMinutes, RelativeTime, toastSuccess, QueryState } from '@kelp/ui';
import { runMacro, type MacroPlan, type MacroRow } from '../contract';
import { useMacroPlan, useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import './prepared-work.css';

function Plan({ plan }: { plan: MacroPlan }) {
  const { changes, comment, minutes, remindAt, problems } = plan;
  const isEmpty = changes.length === 0 && !comment && minutes === null && !remindAt;
  return (
    <>
      {problems.map((problem) => (
        <p key={problem} role="alert" className="kelp-field-error">
          {problem}
        </p>
      ))}
      {isEmpty && <p className="kelp-muted">{t('macro.changesNothing')}</p>}
      <ul className="kelp-macro-plan">
        {changes.map(({ field, before, after }) => (
          <li key={field}>
            <span>{t(`field.${field}`)}</span>
            <span>{t('macro.change', { before: before ?? t('none'), after: after ?? t('none') })}</span>
          </li>
        ))}
        {minutes !== null && (
          <li>
            <span>{t('field.time')}</span>
            <span>{formatMinutes(minutes)}</span>
          </li>
        )}
        {remindAt && (
          <li>
            <span>{t('field.reminder')}</span>
            <RelativeTime at={remindAt} />
          </li>
        )}
      </ul>
      {comment && (
        <>
          <p className="kelp-muted">{t(comment.visibility === 'public' ? 'macro.reply' : 'macro.note')}</p>
          <p className="kelp-macro-text">{comment.text}</p>
        </>
      )}
    </>
  );
}

/** What a macro will do to this ticket, and the button that does it. */
export function MacroRunDialog({
  macro,
  ticketId,
  onClose,
}: {
  macro: MacroRow;
  ticketId: string;
  onClose: () => void;
}) {
  const query = useMacroPlan(macro.id, ticketId);
  const refresh = useRefresh('ticket', 'sla', 'time_entry');
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run() {
    if (running) return;
    setRunning(true);
    setFailure(null);
    try {
      await call(runMacro, { id: macro.id, ticketId });
      toastSuccess(t('macro.done', { name: macro.name }));
      onClose();
      await refresh();
    } catch (error) {
      setFailure(errorSentence(error));
      setRunning(false);
    }
  }

  const mayRun = query.data?.problems.length === 0;
  return (
    <Dialog opened onClose={onClose} title={macro.name} size="lg">
      <div className="kelp-confirm">
        <QueryState query={query} lines={3} />
        {query.data && <Plan plan={query.data} />}
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        <div className="kelp-actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {mayRun && (
            <Button loading={running} onClick={() => void run()} data-autofocus autoFocus>
              {t('macro.runIt')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
