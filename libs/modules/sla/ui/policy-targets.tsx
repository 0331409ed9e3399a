'use client';

import { Checkbox, NumberInput, Select } from '@mantine/core';
import { withTarget, type Clock, type Target, type Unit } from './policy-draft';
import type { Priority } from './sla-settings-queries';
import { t } from './strings';

const units = ['minutes', 'business_hours', 'business_days', 'next_business_day'] as const;
const clocks = ['response', 'resolution'] as const;
const unitOf = (text: string | null): Unit => units.find((unit) => unit === text) ?? 'minutes';

interface AmountProps {
  priority: Priority;
  clock: Clock;
  target: Target | undefined;
  isAlwaysOpen: boolean;
  mayChange: boolean;
  onChange: (target: Target) => void;
}

function Amount({ priority, clock, target, isAlwaysOpen, mayChange, onChange }: AmountProps) {
  const label = t('target.label', { clock: t(`clock.${clock}`), priority: priority.name });
  const current = target ?? { priorityId: priority.id, clock, amount: 0, unit: 'minutes' as const, isAlwaysOpen };
  return (
    <div className="kelp-sla-amount">
      <NumberInput
        label={t(`clock.${clock}`)}
        aria-label={label}
        placeholder={t('target.none')}
        value={current.amount || ''}
        onChange={(value) => onChange({ ...current, amount: Number(value) || 0 })}
        min={0}
        max={5_000_000}
        allowDecimal={false}
        allowNegative={false}
        readOnly={!mayChange}
        hideControls
      />
      <Select
        aria-label={t('target.unit', { target: label })}
        data={units.map((value) => ({ value, label: t(`unit.${value}`) }))}
        value={current.unit}
        onChange={(value) => onChange({ ...current, unit: unitOf(value) })}
        allowDeselect={false}
        readOnly={!mayChange}
        disabled={current.amount === 0}
      />
    </div>
  );
}

export interface PolicyTargetsProps {
  priorities: readonly Priority[];
  targets: readonly Target[];
  mayChange: boolean;
  onChange: (targets: Target[]) => void;
}

/** What is promised at each priority: first response and resolution. */
export function PolicyTargets({ priorities, targets, mayChange, onChange }: PolicyTargetsProps) {
  const of = (priorityId: string, clock: Clock) =>
    targets.find((one) => one.priorityId === priorityId && one.clock === clock);
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('target.title')}</legend>
      <p className="kelp-muted">{t('target.hint')}</p>
      {priorities.map((priority) => {
        const own = targets.filter(({ priorityId }) => priorityId === priority.id);
        const around = own.filter(({ isAlwaysOpen }) => isAlwaysOpen).length;
        const isAlwaysOpen = own.length > 0 && around === own.length;
        return (
          <div key={priority.id} className="kelp-sla-target" role="group" aria-label={priority.name}>
            <strong>{priority.name}</strong>
            {clocks.map((clock) => (
              <Amount
                key={clock}
                priority={priority}
                clock={clock}
                target={of(priority.id, clock)}
                isAlwaysOpen={isAlwaysOpen}
                mayChange={mayChange}
                onChange={(target) => onChange(withTarget(targets, target))}
              />
            ))}
            <Checkbox
              className="kelp-sla-round"
              label={t('target.aroundTheClock')}
              checked={isAlwaysOpen}
              indeterminate={around > 0 && !isAlwaysOpen}
              disabled={own.length === 0 || !mayChange}
              onChange={(event) => {
                const next = event.currentTarget.checked;
                onChange(targets.map((one) => (one.priorityId === priority.id ? { ...one, isAlwaysOpen: next } : one)));
              }}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
