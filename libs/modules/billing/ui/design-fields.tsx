'use client';

import { ColorInput, Group, SegmentedControl, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { Section } from '@kelp/ui';
import { paperLanguages, type InvoiceDesign } from '../contract';
import { LogoField } from './logo-field';
import { SortableParts } from './sortable-parts';
import { t, type StringKey } from './strings';

const swatches = ['#334155', '#6d28d9', '#1d4ed8', '#0f766e', '#15803d', '#b45309', '#b91c1c', '#be185d'];

export interface DesignFieldsProps {
  design: InvoiceDesign;
  isReadOnly: boolean;
  onChange: (patch: Partial<InvoiceDesign>) => void;
}

const textField = (props: DesignFieldsProps, key: 'title' | 'creditTitle' | 'intro' | 'notes' | 'footer') => ({
  label: t(`design.${key}`),
  value: props.design[key],
  readOnly: props.isReadOnly,
  onChange: (event: { currentTarget: { value: string } }) => props.onChange({ [key]: event.currentTarget.value }),
});

function Look(props: DesignFieldsProps) {
  const { design, isReadOnly, onChange } = props;
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <TextInput maxLength={60} placeholder={t('design.ofLanguage')} {...textField(props, 'title')} />
        <TextInput maxLength={60} placeholder={t('design.ofLanguage')} {...textField(props, 'creditTitle')} />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t('design.language')}
          data={paperLanguages.map((value) => ({ value, label: t(`design.language.${value}`) }))}
          value={design.language}
          disabled={isReadOnly}
          allowDeselect={false}
          onChange={(value) => {
            const language = paperLanguages.find((one) => one === value);
            if (language) onChange({ language });
          }}
        />
        <ColorInput
          label={t('template.colour')}
          format="hex"
          swatches={swatches}
          closeOnColorSwatchClick
          value={design.accentColor}
          disabled={isReadOnly}
          eyeDropperButtonProps={{ 'aria-label': t('template.pickColour') }}
          onChange={(color) => {
            if (/^#[0-9a-f]{6}$/i.test(color)) onChange({ accentColor: color.toLowerCase() });
          }}
        />
      </Group>
      <Group gap="lg">
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('design.textSize')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('design.textSize')}
            data={(['small', 'normal', 'large'] as const).map((value) => ({
              value,
              label: t(`design.textSize.${value}`),
            }))}
            value={design.textSize}
            disabled={isReadOnly}
            onChange={(textSize) => onChange({ textSize })}
          />
        </div>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('design.pageSize')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('design.pageSize')}
            data={[
              { value: 'A4', label: 'A4' },
              { value: 'LETTER', label: 'Letter' },
            ]}
            value={design.pageSize}
            disabled={isReadOnly}
            onChange={(pageSize) => onChange({ pageSize })}
          />
        </div>
      </Group>
      <LogoField {...props} />
      <Switch
        label={t('template.zeroLines')}
        description={t('template.zeroLinesHint')}
        checked={design.showsZeroLines}
        disabled={isReadOnly}
        onChange={(event) => onChange({ showsZeroLines: event.currentTarget.checked })}
      />
    </Stack>
  );
}

/** Everything that can be said about a paper; each change is handed up at once. */
export function DesignFields(props: DesignFieldsProps) {
  const { design, isReadOnly, onChange } = props;
  const named = (prefix: string) => (kind: string) => t(`design.${prefix}.${kind}` as StringKey);
  const area = { autosize: true, minRows: 2, maxRows: 6 };
  return (
    <div className="kelp-d-controls">
      <Section title={t('design.look')}>
        <Look {...props} />
      </Section>
      <Section title={t('design.sections')}>
        <SortableParts
          parts={design.sections}
          nameOf={named('section')}
          fixed={['lines', 'totals', 'parties']}
          hasLabels={false}
          isReadOnly={isReadOnly}
          onChange={(sections) => onChange({ sections })}
        />
      </Section>
      <Section title={t('design.columns')}>
        <SortableParts
          parts={design.columns}
          nameOf={named('column')}
          fixed={['description']}
          hasLabels
          isReadOnly={isReadOnly}
          onChange={(columns) => onChange({ columns })}
        />
      </Section>
      <Section title={t('design.fields')}>
        <SortableParts
          parts={design.fields}
          nameOf={named('field')}
          fixed={['number', 'date']}
          hasLabels
          isReadOnly={isReadOnly}
          onChange={(fields) => onChange({ fields })}
        />
      </Section>
      <Section title={t('design.texts')}>
        <Stack gap="sm">
          <Textarea {...area} maxLength={2000} {...textField(props, 'intro')} />
          <Textarea {...area} maxLength={2000} {...textField(props, 'notes')} />
          <Textarea {...area} maxLength={1000} description={t('template.footerHint')} {...textField(props, 'footer')} />
        </Stack>
      </Section>
    </div>
  );
}
