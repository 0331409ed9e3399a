'use client';

import { Button, Code, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { copyText, Dialog, toastError, toastSuccess } from '@kelp/ui';
import { t } from './strings';

/** Shows what nobody sees again: only by a button of its own does it close. */
export function KeptDialog({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Dialog
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={title}
    >
      <Stack gap="sm">
        <Text size="sm">{lead}</Text>
        {children}
      </Stack>
    </Dialog>
  );
}

/** Copies what the dialog shows, and says so when the browser does not let it. */
export function CopyButton({ text }: { text: string }) {
  const copy = () =>
    void copyText(text).then(
      () => toastSuccess(t('copy.done')),
      () => toastError(t('copy.failed')),
    );
  return (
    <Button variant="default" size="xs" onClick={copy}>
      {t('codes.copy')}
    </Button>
  );
}

/** A secret as it is shown once, to be copied. */
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
          {t('keys.kept')}
        </Button>
      </Group>
    </KeptDialog>
  );
}
