'use client';

import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { t } from './strings';
import './billing-pages.css';

export interface Step {
  days: number;
  message: string;
}

export interface ReminderStepsProps {
  steps: readonly Step[];
  onChange: (steps: Step[]) => void;
  readOnly: boolean;
}

/** When clients are reminded of what is overdue, and with which words; without a step nobody is. */
export function ReminderSteps({ steps, onChange, readOnly }: ReminderStepsProps) {
  const set = (at: number, change: Partial<Step>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...change } : step)));
  const last = steps.at(-1)?.days ?? 0;
  return (
    <fieldset className="kelp-b-steps">
      <legend>{t('reminders.steps')}</legend>
      <p className="kelp-muted">{t(steps.length === 0 ? 'reminders.off' : 'reminders.on')}</p>
      {steps.map((step, at) => (
        <div key={at} className="kelp-b-step-row">
          <NumberInput
            label={t('reminders.days')}
            min={1}
            max={365}
            value={step.days}
            readOnly={readOnly}
            onChange={(days) => set(at, { days: Number(days) || 1 })}
          />
          <TextInput
            label={t('reminders.message')}
            maxLength={500}
            required
            value={step.message}
            readOnly={readOnly}
            onChange={(event) => set(at, { message: event.currentTarget.value })}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('reminders.remove', { days: step.days })}
              onClick={() => onChange(steps.filter((_step, index) => index !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && steps.length < 10 && (
        <div>
          <Button
            variant="default"
            onClick={() => onChange([...steps, { days: last + 7, message: t('reminders.firstWords') }])}
          >
            {t('reminders.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
