'use client';

import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { errorSentence, Section } from '@kelp/ui';
import { previewAutoClose, saveAutoClose } from '../../contract';
import { t } from './strings';
import { SaveBar } from './list-editor';
import { mayChange, useSaved, type BoardSettings } from './settings-queries';

type Rule = BoardSettings['autoCloseRules'][number];

/** What the rules on screen would do now, asked before they are saved. */
function usePreview(boardId: string, rules: readonly Rule[]) {
  return useQuery({
    queryKey: [previewAutoClose.name, boardId, rules],
    queryFn: ({ signal }) => call(previewAutoClose, { id: boardId, rules: [...rules] }, { signal }),
    enabled: rules.length > 0,
    retry: false,
  });
}

function previewWords(answer: { wouldClose: number; wouldWarn: number } | undefined): string {
  if (!answer) return t('autoClose.asking');
  if (answer.wouldClose + answer.wouldWarn === 0) return t('autoClose.none');
  const warned = answer.wouldWarn > 0 ? ` ${t('autoClose.wouldWarn', { count: answer.wouldWarn })}` : '';
  return t('autoClose.wouldClose', { count: answer.wouldClose }) + warned;
}

interface RuleRowProps {
  rule: Rule;
  board: BoardSettings;
  isMine: boolean;
  onChange: (part: Partial<Rule>) => void;
  onRemove: () => void;
}

function RuleRow({ rule, board, isMine, onChange, onRemove }: RuleRowProps) {
  const statuses = (isClosed: boolean) =>
    board.statuses.filter((one) => one.isClosed === isClosed).map(({ id, name }) => ({ value: id, label: name }));
  const days = (value: number | string) => (typeof value === 'number' ? value : null);
  return (
    <div className="kelp-edit-row kelp-rule">
      <Select
        label={t('autoClose.status')}
        data={statuses(false)}
        value={rule.statusId}
        onChange={(statusId) => statusId && onChange({ statusId })}
        allowDeselect={false}
        disabled={!isMine}
      />
      <NumberInput
        label={t('autoClose.idleDays')}
        value={rule.idleDays}
        min={1}
        max={365}
        allowDecimal={false}
        onChange={(value) => onChange({ idleDays: days(value) ?? 1 })}
        disabled={!isMine}
        w={110}
      />
      <NumberInput
        label={t('autoClose.warnDays')}
        placeholder={t('autoClose.noWarning')}
        value={rule.warnDays ?? ''}
        min={1}
        max={30}
        allowDecimal={false}
        onChange={(value) => onChange({ warnDays: days(value) })}
        disabled={!isMine}
        w={150}
      />
      <Select
        label={t('autoClose.into')}
        data={statuses(true)}
        value={rule.closeStatusId}
        onChange={(closeStatusId) => closeStatusId && onChange({ closeStatusId })}
        allowDeselect={false}
        disabled={!isMine}
      />
      {isMine && (
        <ActionIcon variant="subtle" color="red" onClick={onRemove} aria-label={t('autoClose.remove')}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Tickets that rest in a status close by themselves; before saving it says how many would. */
export function AutoCloseSection({ board }: { board: BoardSettings }) {
  const [changed, setChanged] = useState<readonly Rule[] | null>(null);
  const saved = useSaved();
  const rules = changed ?? board.autoCloseRules;
  const preview = usePreview(board.id, rules);
  const isMine = mayChange(board);
  const free = board.statuses.filter(({ id, isClosed }) => !isClosed && !rules.some(({ statusId }) => statusId === id));
  const closed = board.statuses.find(({ isClosed }) => isClosed);

  async function save() {
    await call(saveAutoClose, { id: board.id, rules: [...rules] });
    await saved(t('autoClose.saved'));
    setChanged(null);
  }

  function add() {
    const status = free.find(({ pausesSla }) => pausesSla) ?? free[0];
    if (!status || !closed) return;
    setChanged([...rules, { statusId: status.id, closeStatusId: closed.id, idleDays: 14, warnDays: 3 }]);
  }

  return (
    <Section title={t('autoClose.title')}>
      <p className="kelp-muted">{t('autoClose.lead')}</p>
      {rules.map((rule, place) => (
        <div key={rule.statusId}>
          <RuleRow
            rule={rule}
            board={board}
            isMine={isMine}
            onChange={(part) => setChanged(rules.map((one, index) => (index === place ? { ...one, ...part } : one)))}
            onRemove={() => setChanged(rules.filter((_, index) => index !== place))}
          />
          <p className="kelp-rule-preview" aria-live="polite">
            {preview.isError ? errorSentence(preview.error) : previewWords(preview.data?.rules[place])}
          </p>
        </div>
      ))}
      {isMine && free.length > 0 && (
        <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('autoClose.add')}
        </Button>
      )}
      <SaveBar isDirty={changed !== null} onSave={save} onDiscard={() => setChanged(null)} />
    </Section>
  );
}
