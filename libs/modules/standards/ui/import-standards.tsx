'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { later } from '@kelp/ui';
import type { StandardKindName } from '../contract';
import { t } from './strings';

const ImportDialog = later(() => import('./import-dialog').then((part) => part.ImportDialog));

/** Where standard types go. */
export interface ImportStandardsButtonProps {
  kind: StandardKindName;
  /** the list by its name, for the dialog's heading */
  list: string;
  /** whose list it is: the board of statuses and categories */
  placeId?: string;
  /** while the list has changes that are not saved */
  disabled?: boolean;
}

/** Opens the library of standard types for a list of the settings. */
export function ImportStandardsButton({ disabled = false, ...props }: ImportStandardsButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} />}
        disabled={disabled}
        onClick={() => setIsOpen(true)}
      >
        {t('open')}
      </Button>
      {isOpen && <ImportDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}
