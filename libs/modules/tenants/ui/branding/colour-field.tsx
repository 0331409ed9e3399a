'use client';

import { Button, ColorPicker, ColorSwatch, Text, TextInput } from '@mantine/core';
import { isColour } from '@kelp/std';
import { brandLook } from '@kelp/ui';
import { t } from '../strings';

/** The colour of a portal without branding. */
const blue = '#1f66bd';
const swatches = ['#1f66bd', '#0f766e', '#207f43', '#b3540c', '#a52a22', '#8a1538', '#7647c9'];

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
      <TextInput
        label={t('branding.colour')}
        description={t('branding.colourHint')}
        placeholder={blue}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={7}
        leftSection={<ColorSwatch color={colour ?? blue} size={18} aria-hidden="true" />}
        value={typed ?? ''}
        readOnly={isReadOnly}
        error={isWrong ? t('branding.colourWrong') : undefined}
        onChange={(event) => onChange(event.currentTarget.value.trim() || null)}
      />
      {!isReadOnly && (
        <ColorPicker
          mt="xs"
          format="hex"
          saturationLabel={t('branding.saturation')}
          hueLabel={t('branding.hue')}
          swatches={swatches}
          value={colour ?? blue}
          onChange={(picked) => picked !== (colour ?? blue) && onChange(picked)}
        />
      )}
      {!isWrong && colour && (
        <Text component="div" size="sm" c="dimmed" role="status">
          <ul className="kelp-branding-tones">
            {tonesOf(colour).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
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
