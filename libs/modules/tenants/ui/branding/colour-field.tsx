'use client';

import { Button, ColorInput, Text } from '@mantine/core';
import { isColour } from '@kelp/std';
import { brandLook } from '@kelp/ui';
import { t } from '../strings';

const swatches = ['#1f66bd', '#0f766e', '#207f43', '#b3540c', '#a52a22', '#8a1538', '#7647c9', '#393642'];

interface ColourFieldProps {
  /** as it stands in the field; null for Kelp's blue */
  typed: string | null;
  /** the last colour that is one */
  colour: string | null;
  isReadOnly: boolean;
  onChange: (colour: string | null) => void;
}

/** What is done so that the colour can be read everywhere, in sentences. */
function tonesOf(colour: string): string[] {
  const { light, dark } = brandLook(colour);
  const sentences = [
    light.accentFill === colour ? '' : t('branding.button', { colour, tone: light.accentFill }),
    light.accent === colour ? '' : t('branding.lightText', { tone: light.accent }),
    dark.accent === colour ? '' : t('branding.darkText', { tone: dark.accent }),
  ].filter((sentence) => sentence !== '');
  return sentences.length > 0 ? sentences : [t('branding.asChosen', { colour })];
}

/** The colour, and in words where another tone of it is shown because it could not be read. */
export function ColourField({ typed, colour, isReadOnly, onChange }: ColourFieldProps) {
  const isWrong = typed !== null && !isColour(typed);
  return (
    <div>
      <ColorInput
        label={t('branding.colour')}
        description={t('branding.colourHint')}
        placeholder="#1f66bd"
        format="hex"
        swatches={swatches}
        fixOnBlur={false}
        value={typed ?? ''}
        readOnly={isReadOnly}
        disabled={isReadOnly}
        error={isWrong ? t('branding.colourWrong') : undefined}
        eyeDropperButtonProps={{ 'aria-label': t('branding.pick') }}
        onChange={(value) => onChange(value === '' ? null : value)}
      />
      {!isWrong && colour && (
        <Text component="ul" size="sm" c="dimmed" className="kelp-branding-tones" role="status">
          {tonesOf(colour).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </Text>
      )}
      {typed !== null && !isReadOnly && (
        <Button variant="subtle" color="gray" size="xs" mt={4} onClick={() => onChange(null)}>
          {t('branding.ownColour')}
        </Button>
      )}
    </div>
  );
}
