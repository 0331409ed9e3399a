'use client';

import { Button, FileButton, Group, Slider, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { shrinkPicture, toastError } from '@kelp/ui';
import { addInvoiceLogo, type InvoiceDesign } from '../contract';
import { t } from './strings';

export interface LogoFieldProps {
  design: InvoiceDesign;
  isReadOnly: boolean;
  onChange: (patch: Partial<InvoiceDesign>) => void;
}

/** The picture in the head of the paper and its width. */
export function LogoField({ design, isReadOnly, onChange }: LogoFieldProps) {
  const [working, setWorking] = useState(false);

  async function choose(file: File | null) {
    if (!file) return;
    setWorking(true);
    try {
      const content = await shrinkPicture(file).catch(() => {
        throw invalid(t('design.logoBroken'));
      });
      const { id } = await call(addInvoiceLogo, { name: file.name.slice(0, 200), content });
      onChange({ logoId: id });
    } catch (error) {
      toastError(error instanceof Error && error.message === t('design.logoBroken') ? error.message : error);
    } finally {
      setWorking(false);
    }
  }

  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('design.logo')}
      </Text>
      <Group gap="xs">
        <FileButton onChange={(file) => void choose(file)} accept="image/png,image/jpeg,image/webp">
          {(props) => (
            <Button {...props} size="xs" variant="default" loading={working} disabled={isReadOnly}>
              {t(design.logoId ? 'design.logoReplace' : 'design.logoChoose')}
            </Button>
          )}
        </FileButton>
        {design.logoId && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            disabled={isReadOnly}
            onClick={() => onChange({ logoId: null })}
          >
            {t('design.logoRemove')}
          </Button>
        )}
      </Group>
      {design.logoId && (
        <Slider
          mt="sm"
          min={40}
          max={240}
          step={10}
          label={(width) => t('design.logoWidth', { width })}
          thumbLabel={t('design.logoWidthLabel')}
          value={design.logoWidth}
          disabled={isReadOnly}
          onChange={(logoWidth) => onChange({ logoWidth })}
        />
      )}
    </div>
  );
}
