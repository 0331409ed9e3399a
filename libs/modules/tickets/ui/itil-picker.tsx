'use client';

import { useState } from 'react';
import { ChoiceDialog, PriorityMark } from '@kelp/ui';
import { priorityOf, type ImpactAndUrgency } from './itil-priority-of';
import { t } from './strings';
import type { TicketChoices } from './ticket-queries';

const steps = [1, 2, 3, 4, 5] as const;

interface ItilPickerProps {
  /** "2 tickets", "T-0042" */
  name: string;
  choices: TicketChoices;
  onChoose: (chosen: ImpactAndUrgency) => void;
  onClose: () => void;
}

/** On ITIL boards the priority follows from two questions; the second shows what comes of each answer. */
export function ItilPicker({ name, choices, onChoose, onClose }: ItilPickerProps) {
  const [impact, setImpact] = useState<number | null>(null);
  if (impact === null) {
    return (
      <ChoiceDialog
        key="impact"
        opened
        staysOpen
        title={t('pick.impact', { name })}
        choices={steps.map((step) => ({ value: String(step), label: t(`impact.${step}`) }))}
        onChoose={(value) => setImpact(Number(value))}
        onClose={onClose}
      />
    );
  }
  return (
    <ChoiceDialog
      key="urgency"
      opened
      title={t('pick.urgency', { name })}
      choices={steps.map((urgency) => {
        const { place, priority } = priorityOf({ impact, urgency }, choices);
        return {
          value: String(urgency),
          label: t(`urgency.${urgency}`),
          mark: <PriorityMark level={place} label="" />,
          hint: priority?.name ?? `P${place}`,
        };
      })}
      onChoose={(value) => onChoose({ impact, urgency: Number(value) })}
      onClose={onClose}
    />
  );
}
