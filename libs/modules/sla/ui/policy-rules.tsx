'use client';

import { Checkbox, Group, Select, Switch } from '@mantine/core';
import type { Clock, PolicyDraft } from './policy-draft';
import { PolicyRuleList } from './policy-rule-list';
import { t } from './strings';

type Settings = PolicyDraft['settings'];
const retargetModes = ['from_start', 'carry_consumed', 'restart'] as const;
const reopenModes = ['resume', 'fresh', 'from_creation'] as const;
const dayEnds = ['closing', 'next_opening'] as const;
const importModes = ['from_creation', 'from_import'] as const;
const outageModes = ['highest', 'all'] as const;
const reasons = ['status', 'awaiting_client'] as const;
const clocks = ['response', 'resolution'] as const;

/** A choice between named ways, each with its own words. */
function Choice<T extends string>(props: {
  label: string;
  options: readonly T[];
  words: (option: T) => string;
  value: T;
  mayChange: boolean;
  onChange: (value: T) => void;
}) {
  return (
    <Select
      label={props.label}
      data={props.options.map((value) => ({ value, label: props.words(value) }))}
      value={props.value}
      onChange={(value) => props.onChange(props.options.find((option) => option === value) ?? props.value)}
      allowDeselect={false}
      readOnly={!props.mayChange}
    />
  );
}

function Pauses({
  settings,
  mayChange,
  onChange,
}: {
  settings: Settings;
  mayChange: boolean;
  onChange: (settings: Settings) => void;
}) {
  const toggle = (reason: (typeof reasons)[number], chosen: readonly string[]) =>
    onChange({
      ...settings,
      pausing: {
        ...settings.pausing,
        [reason]: { response: chosen.includes('response'), resolution: chosen.includes('resolution') },
      },
    });
  return reasons.map((reason) => (
    <Checkbox.Group
      key={reason}
      label={t(`pause.${reason}`)}
      value={clocks.filter((clock: Clock) => settings.pausing[reason][clock])}
      onChange={(chosen) => toggle(reason, chosen)}
    >
      <Group gap="lg" mt={6}>
        {clocks.map((clock) => (
          <Checkbox key={clock} value={clock} label={t(`clock.${clock}`)} disabled={!mayChange} />
        ))}
      </Group>
    </Checkbox.Group>
  ));
}

export interface PolicyRulesProps {
  draft: PolicyDraft;
  people: readonly { id: string; name: string }[];
  mayChange: boolean;
  onChange: (part: Partial<PolicyDraft>) => void;
}

/** When people are warned, what holds the clocks, and what reopening and other promises do to them. */
export function PolicyRules({ draft, people, mayChange, onChange }: PolicyRulesProps) {
  const { settings } = draft;
  const set = (part: Partial<Settings>) => onChange({ settings: { ...settings, ...part } });
  return (
    <>
      {(['notify', 'escalate'] as const).map((kind) => (
        <PolicyRuleList
          key={kind}
          kind={kind}
          rules={draft.rules}
          people={people}
          mayChange={mayChange}
          onChange={(rules) => onChange({ rules })}
        />
      ))}
      <fieldset className="kelp-sla-group">
        <legend>{t('pause.title')}</legend>
        <Pauses settings={settings} mayChange={mayChange} onChange={(next) => onChange({ settings: next })} />
      </fieldset>
      <fieldset className="kelp-sla-group">
        <legend>{t('mode.title')}</legend>
        <Choice
          label={t('mode.reopen')}
          options={reopenModes}
          words={(value) => t(`mode.reopen.${value}`)}
          value={settings.reopenMode}
          mayChange={mayChange}
          onChange={(reopenMode) => set({ reopenMode })}
        />
        <Choice
          label={t('mode.retarget')}
          options={retargetModes}
          words={(value) => t(`mode.retarget.${value}`)}
          value={settings.retargetMode}
          mayChange={mayChange}
          onChange={(retargetMode) => set({ retargetMode })}
        />
        <Choice
          label={t('mode.dayEnd')}
          options={dayEnds}
          words={(value) => t(`mode.dayEnd.${value}`)}
          value={settings.dueAtDayEnd}
          mayChange={mayChange}
          onChange={(dueAtDayEnd) => set({ dueAtDayEnd })}
        />
        <Choice
          label={t('mode.imported')}
          options={importModes}
          words={(value) => t(`mode.imported.${value}`)}
          value={settings.imported}
          mayChange={mayChange}
          onChange={(imported) => set({ imported })}
        />
        <Choice
          label={t('mode.outage')}
          options={outageModes}
          words={(value) => t(`mode.outage.${value}`)}
          value={settings.afterOutage}
          mayChange={mayChange}
          onChange={(afterOutage) => set({ afterOutage })}
        />
        <Switch
          label={t('mode.rearms')}
          checked={settings.rearms}
          onChange={(event) => set({ rearms: event.currentTarget.checked })}
          disabled={!mayChange}
        />
        <Switch
          label={t('mode.closeCounts')}
          checked={settings.closeCountsAsResponse}
          onChange={(event) => set({ closeCountsAsResponse: event.currentTarget.checked })}
          disabled={!mayChange}
        />
      </fieldset>
    </>
  );
}
