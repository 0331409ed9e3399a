'use client';

import { Checkbox, Group, Select, Switch, TagsInput } from '@mantine/core';
import { percentsFrom, type Clock, type PolicyDraft } from './policy-draft';
import { t } from './strings';

type Settings = PolicyDraft['settings'];
const retargetModes = ['from_start', 'carry_consumed', 'restart'] as const;
const reopenModes = ['resume', 'fresh', 'from_creation'] as const;
const reasons = ['status', 'awaiting_client'] as const;
const clocks = ['response', 'resolution'] as const;

function Percents(props: {
  label: string;
  hint: string;
  value: readonly number[];
  mayChange: boolean;
  onChange: (percents: number[]) => void;
}) {
  return (
    <TagsInput
      label={props.label}
      description={props.hint}
      value={props.value.map((percent) => `${percent} %`)}
      onChange={(words) => props.onChange(percentsFrom(words))}
      readOnly={!props.mayChange}
      splitChars={[',', ' ', ';']}
      inputMode="numeric"
      acceptValueOnBlur
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
  mayChange: boolean;
  onChange: (part: Partial<PolicyDraft>) => void;
}

/** When people are warned, what holds the clocks, and what reopening and other promises do to them. */
export function PolicyRules({ draft, mayChange, onChange }: PolicyRulesProps) {
  const { settings } = draft;
  const set = (part: Partial<Settings>) => onChange({ settings: { ...settings, ...part } });
  return (
    <>
      <fieldset className="kelp-sla-group">
        <legend>{t('rules.title')}</legend>
        <Percents
          label={t('rules.warnAt')}
          hint={t('rules.warnAtHint')}
          value={draft.warnAt}
          mayChange={mayChange}
          onChange={(warnAt) => onChange({ warnAt })}
        />
        <Percents
          label={t('rules.escalateAt')}
          hint={t('rules.escalateAtHint')}
          value={draft.escalateAt}
          mayChange={mayChange}
          onChange={(escalateAt) => onChange({ escalateAt })}
        />
      </fieldset>
      <fieldset className="kelp-sla-group">
        <legend>{t('pause.title')}</legend>
        <Pauses settings={settings} mayChange={mayChange} onChange={(next) => onChange({ settings: next })} />
      </fieldset>
      <fieldset className="kelp-sla-group">
        <legend>{t('mode.title')}</legend>
        <Select
          label={t('mode.reopen')}
          data={reopenModes.map((value) => ({ value, label: t(`mode.reopen.${value}`) }))}
          value={settings.reopenMode}
          onChange={(value) => set({ reopenMode: reopenModes.find((mode) => mode === value) ?? 'resume' })}
          allowDeselect={false}
          readOnly={!mayChange}
        />
        <Select
          label={t('mode.retarget')}
          data={retargetModes.map((value) => ({ value, label: t(`mode.retarget.${value}`) }))}
          value={settings.retargetMode}
          onChange={(value) => set({ retargetMode: retargetModes.find((mode) => mode === value) ?? 'from_start' })}
          allowDeselect={false}
          readOnly={!mayChange}
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
