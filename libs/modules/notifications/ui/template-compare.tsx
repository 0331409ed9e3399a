'use client';

import { Button, Stack, Text } from '@mantine/core';
import { diffLines } from '../domain/diff-lines';
import { t } from './strings';
import './template-compare.css';

export interface TemplateText {
  subject: string;
  html: string;
  text: string;
}

interface Props {
  shipped: TemplateText;
  draft: TemplateText;
  /** The shipped text as it was when the own one was written, when it is another now. */
  base: TemplateText | null;
  onAccept?: (() => void) | undefined;
}

/** How the text differs from the shipped one, and how that one has changed since. */
export function TemplateCompare({ shipped, draft, base, onAccept }: Props) {
  return (
    <Stack gap="md">
      {base && (
        <section aria-label={t('template.compare.newer')}>
          <Text size="sm" fw={600} mb={4}>
            {t('template.compare.newer')}
          </Text>
          <Difference before={base} after={shipped} />
          {onAccept && (
            <Button size="xs" variant="default" mt="xs" onClick={onAccept}>
              {t('template.accept')}
            </Button>
          )}
        </section>
      )}
      <section aria-label={t('template.compare.shipped')}>
        <Text size="sm" fw={600} mb={4}>
          {t('template.compare.shipped')}
        </Text>
        <Difference before={shipped} after={draft} />
      </section>
    </Stack>
  );
}

const parts = [
  { key: 'subject', label: t('template.subject') },
  { key: 'html', label: t('template.html') },
  { key: 'text', label: t('template.plain') },
] as const;

function Difference({ before, after }: { before: TemplateText; after: TemplateText }) {
  const changed = parts.filter(({ key }) => before[key] !== after[key]);
  if (changed.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('template.compare.same')}
      </Text>
    );
  return changed.map(({ key, label }) => (
    <div key={key}>
      <Text size="xs" c="dimmed" mt={6}>
        {label}
      </Text>
      <pre className="kelp-diff" tabIndex={0} aria-label={label}>
        {diffLines(before[key], after[key]).map(({ kind, text }, index) => (
          <span key={index} className="kelp-diff-line" data-kind={kind}>
            {kind !== 'same' && <span className="kelp-hidden">{t(`template.compare.${kind}`)}: </span>}
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  ));
}
