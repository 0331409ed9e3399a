'use client';

import { Button, FileButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { shrinkPicture } from '@kelp/ui';
import { t } from '../strings';
import type { ChosenPicture } from './use-brand-draft';

interface LogoFieldProps {
  /** the name of the workspace */
  name: string;
  /** the address of the logo as it would be; null without one */
  shown: string | null;
  isReadOnly: boolean;
  onChange: (logo: ChosenPicture | null) => void;
}

/** The logo: chosen from a file, drawn anew as a small PNG in the browser, or taken away. */
export function LogoField({ name, shown, isReadOnly, onChange }: LogoFieldProps) {
  const [isWorking, setWorking] = useState(false);
  const [isBroken, setBroken] = useState(false);

  async function choose(file: File | null) {
    if (!file) return;
    setWorking(true);
    setBroken(false);
    try {
      onChange({ name: file.name.trim().slice(0, 200) || 'logo.png', content: await shrinkPicture(file) });
    } catch {
      setBroken(true);
    } finally {
      setWorking(false);
    }
  }

  return (
    <div>
      <Text fw={500}>{t('branding.logo')}</Text>
      <Text c="dimmed" size="sm" mb="xs">
        {t('branding.logoHint')}
      </Text>
      {shown && <img className="kelp-branding-logo" src={shown} alt={t('branding.logoAlt', { name })} />}
      {!isReadOnly && (
        <Group gap="xs">
          <FileButton onChange={(file) => void choose(file)} accept="image/png,image/jpeg,image/webp">
            {(props) => (
              <Button {...props} variant="default" loading={isWorking}>
                {t(shown ? 'branding.logoReplace' : 'branding.logoChoose')}
              </Button>
            )}
          </FileButton>
          {shown && (
            <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
              {t('branding.logoRemove')}
            </Button>
          )}
        </Group>
      )}
      {isBroken && (
        <p role="alert" className="kelp-field-error">
          {t('branding.broken')}
        </p>
      )}
    </div>
  );
}
