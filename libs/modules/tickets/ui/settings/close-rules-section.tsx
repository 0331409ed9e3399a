'use client';

import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Section } from '@kelp/ui';
import { saveCloseRules } from '../../contract';
import { requiredFields, type RequiredField } from '../../domain/required-fields';
import { t } from './strings';
import { SaveBar } from './list-editor';
import { mayChange, useSaved, type BoardSettings } from './settings-queries';

const switches = ['needsResolution', 'needsTime', 'needsChecklist', 'needsChildrenClosed'] as const;

/** What must be done before a ticket of the board closes. */
export function CloseRulesSection({ board }: { board: BoardSettings }) {
  const [changed, setChanged] = useState<BoardSettings['closeRules'] | null>(null);
  const saved = useSaved();
  const rules = changed ?? board.closeRules;
  const isMine = mayChange(board);

  async function save() {
    await call(saveCloseRules, { id: board.id, rules });
    await saved(t('closeRules.saved'));
    setChanged(null);
  }

  return (
    <Section title={t('closeRules.title')}>
      <p className="kelp-muted">{t('closeRules.lead')}</p>
      <div className="kelp-check-list">
        {switches.map((key) => (
          <Checkbox
            key={key}
            label={t(`closeRules.${key}`)}
            checked={rules[key]}
            disabled={!isMine}
            onChange={(event) => setChanged({ ...rules, [key]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <Checkbox.Group
        label={t('closeRules.fields')}
        value={rules.requiredFields}
        onChange={(fields) => setChanged({ ...rules, requiredFields: fields as RequiredField[] })}
      >
        <div className="kelp-check-list" data-inline>
          {requiredFields.map((field) => (
            <Checkbox key={field} value={field} label={t(`field.${field}`)} disabled={!isMine} />
          ))}
        </div>
      </Checkbox.Group>
      <SaveBar isDirty={changed !== null} onSave={save} onDiscard={() => setChanged(null)} />
    </Section>
  );
}
