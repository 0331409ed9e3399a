'use client';

import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Section } from '@kelp/ui';
import { updateBoard } from '../../contract';
import { t } from './strings';
import type { TicketChoices } from '../ticket-queries';
import { SaveBar } from './list-editor';
import { mayChange, useSaved, type BoardSettings } from './settings-queries';

type Facts = Pick<
  BoardSettings,
  'name' | 'managerId' | 'defaultAssigneeId' | 'defaultTeamId' | 'defaultPriorityId' | 'priorityMode' | 'reopenHours'
>;

const named = (all: readonly { id: string; name: string }[] = []) =>
  all.map(({ id, name }) => ({ value: id, label: name }));

/** Name, people, priorities and the time for reopening of a board. */
export function BoardDefaultsSection({ board, choices }: { board: BoardSettings; choices: TicketChoices | undefined }) {
  const [changed, setChanged] = useState<Partial<Facts> | null>(null);
  const saved = useSaved();
  const facts = { ...board, ...changed };
  const isMine = mayChange(board);
  const set = (part: Partial<Facts>) => setChanged({ ...changed, ...part });

  async function save() {
    await call(updateBoard, { id: board.id, version: board.version, ...changed });
    await saved(t('boards.saved'));
    setChanged(null);
  }

  const person = (key: 'managerId' | 'defaultAssigneeId') => (
    <Select
      label={t(`boards.${key}`)}
      placeholder={t('nobody')}
      data={named(choices?.people)}
      value={facts[key]}
      onChange={(id) => set({ [key]: id })}
      searchable
      clearable
      disabled={!isMine}
    />
  );
  return (
    <Section title={t('boards.facts')}>
      <div className="kelp-board-facts">
        <TextInput
          label={t('boards.name')}
          value={facts.name}
          maxLength={80}
          readOnly={!isMine}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {person('managerId')}
        {person('defaultAssigneeId')}
        <Select
          label={t('boards.defaultTeamId')}
          placeholder={t('none')}
          data={named(choices?.teams)}
          value={facts.defaultTeamId}
          onChange={(defaultTeamId) => set({ defaultTeamId })}
          clearable
          disabled={!isMine}
        />
        <NumberInput
          label={t('boards.reopenHours')}
          description={t('boards.reopenHoursHint')}
          value={facts.reopenHours}
          min={0}
          max={87_600}
          allowDecimal={false}
          disabled={!isMine}
          onChange={(value) => typeof value === 'number' && set({ reopenHours: value })}
        />
        {facts.priorityMode === 'own' && (
          <Select
            label={t('boards.defaultPriorityId')}
            placeholder={t('boards.usualPriority')}
            data={named(choices?.priorities.filter(({ isItil }) => !isItil))}
            value={facts.defaultPriorityId}
            onChange={(defaultPriorityId) => set({ defaultPriorityId })}
            clearable
            disabled={!isMine}
          />
        )}
      </div>
      <div className="kelp-board-mode">
        <strong id="priority-mode">{t('boards.priorityMode')}</strong>
        <SegmentedControl
          aria-labelledby="priority-mode"
          data={[
            { value: 'own', label: t('boards.mode.own') },
            { value: 'itil', label: t('boards.mode.itil') },
          ]}
          value={facts.priorityMode}
          onChange={(mode) => set({ priorityMode: mode as Facts['priorityMode'] })}
          disabled={!isMine}
          mt={6}
        />
        {changed?.priorityMode && changed.priorityMode !== board.priorityMode && (
          <p role="status">{t('boards.modeChange', { count: board.openCount })}</p>
        )}
      </div>
      <SaveBar isDirty={changed !== null} onSave={save} onDiscard={() => setChanged(null)} />
    </Section>
  );
}
