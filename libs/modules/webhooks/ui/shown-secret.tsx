'use client';

import { Button, Code, Group } from '@mantine/core';
import { CopyButton, KeptDialog } from '@kelp/identity/screens';
import { t } from './strings';

/** A secret as it is shown once. */
export function ShownSecret({
  value,
  title,
  text,
  onClose,
}: Record<'value' | 'title' | 'text', string> & { onClose: () => void }) {
  return (
    <KeptDialog title={title} lead={text}>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {value}
      </Code>
      <Group justify="space-between">
        <CopyButton text={value} />
        <Button data-autofocus onClick={onClose}>
          {t('secret.kept')}
        </Button>
      </Group>
    </KeptDialog>
  );
}
