'use client';

import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { SavedForm, toastSuccess, useSearchMultiSelect } from '@kelp/ui';
import { updatePolicy, type Policy, type PolicyRevision } from '../../contract';
import { useMay } from '../people-queries';
import { t } from '../strings';
import { useChoices, useRefreshPolicies, type PolicyNoun } from './policy-queries';

interface Chosen {
  noun: string;
  way: string;
  ids: string[];
  named: { id: string; name: string }[];
}

/** Nouns of rooms to come are shown by their own word. */
const rulesOf = (noun: string): string => {
  if (noun === 'ticket') return t('policies.rules.ticket');
  if (noun === 'client') return t('policies.rules.client');
  return noun === 'time_entry' ? t('policies.rules.time_entry') : noun;
};
const chooseOf = (noun: string): string => t(noun === 'board' ? 'policies.choose.board' : 'policies.choose.client');

const keyOf = ({ noun, way }: Pick<Chosen, 'noun' | 'way'>) => `${noun}.${way}`;
const textOf = (rules: readonly Pick<Chosen, 'noun' | 'way' | 'ids'>[]) =>
  JSON.stringify(rules.map((rule) => [keyOf(rule), [...rule.ids].sort()]).sort());

/** The rules of the draft as sentences to tick. Saving changes the draft; nobody sees less before it is published. */
export function RulesForm({ policy, nouns }: { policy: Policy; nouns: readonly PolicyNoun[] }) {
  const may = useMay();
  const refresh = useRefreshPolicies();
  const latest: PolicyRevision | undefined = policy.revisions[0];
  const [name, setName] = useState(policy.name);
  const [description, setDescription] = useState(policy.description);
  const [rules, setRules] = useState<Chosen[]>(latest?.rules ?? []);
  const [hidesCost, setHidesCost] = useState(latest?.hidesCost ?? false);
  const isSameDraft = textOf(rules) === textOf(latest?.rules ?? []) && hidesCost === (latest?.hidesCost ?? false);
  const isClean = isSameDraft && name === policy.name && description === policy.description;
  const mayChange = may('policy.update');

  const put = (rule: Chosen | null, key: string) =>
    setRules([...rules.filter((one) => keyOf(one) !== key), ...(rule ? [rule] : [])]);

  async function save() {
    const draft = isSameDraft ? {} : { rules: rules.map(({ noun, way, ids }) => ({ noun, way, ids })), hidesCost };
    await call(updatePolicy, { id: policy.id, version: policy.version, name, description, ...draft });
    toastSuccess(t(isSameDraft ? 'roles.saved' : 'policies.savedDraft', { name }));
    await refresh();
  }

  return (
    <SavedForm gap="sm" mayChange={mayChange} isClean={isClean} onSave={save} saveLabel={t('roles.save')}>
      <TextInput
        label={t('roles.name')}
        maw={380}
        maxLength={80}
        required
        disabled={!mayChange}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('policies.description')}
        maw={640}
        maxLength={500}
        disabled={!mayChange}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <p>{t('policies.rulesLead')}</p>
      {nouns.map(({ noun, ways }) => (
        <fieldset key={noun} className="kelp-policy-rules">
          <legend>{rulesOf(noun)}</legend>
          {ways.map(({ way, sentence, names }) => {
            const key = keyOf({ noun, way });
            const rule = rules.find((one) => keyOf(one) === key);
            return (
              <div key={key}>
                <Checkbox
                  label={sentence}
                  checked={rule !== undefined}
                  disabled={!mayChange}
                  onChange={(event) => put(event.currentTarget.checked ? { noun, way, ids: [], named: [] } : null, key)}
                />
                {rule && names && (
                  <Records rule={rule} noun={names} disabled={!mayChange} onChange={(next) => put(next, key)} />
                )}
              </div>
            );
          })}
        </fieldset>
      ))}
      <fieldset className="kelp-policy-rules">
        <legend>{t('policies.money')}</legend>
        <Checkbox
          label={t('policies.costSentence')}
          checked={hidesCost}
          disabled={!mayChange}
          onChange={(event) => setHidesCost(event.currentTarget.checked)}
        />
      </fieldset>
    </SavedForm>
  );
}

interface RecordsProps {
  rule: Chosen;
  noun: string;
  disabled: boolean;
  onChange: (rule: Chosen) => void;
}

/** The clients or boards that a rule names, by words. */
function Records({ rule, noun, disabled, onChange }: RecordsProps) {
  const names = new Map(rule.named.map(({ id, name }) => [id, name]));
  const chosen = rule.ids.map((id) => ({ id, name: names.get(id) ?? t('policies.unseen') }));
  const { asked, props: choices } = useSearchMultiSelect(chosen);
  const { data, isPlaceholderData } = useChoices(noun, asked);
  return (
    <MultiSelect
      className="kelp-policy-records"
      aria-label={chooseOf(noun)}
      placeholder={chooseOf(noun)}
      {...choices({
        found: data?.rows,
        isLate: isPlaceholderData,
        onChange: (named) => onChange({ ...rule, ids: named.map(({ id }) => id), named }),
      })}
      disabled={disabled}
    />
  );
}
