'use client';

import { Checkbox, TextInput } from '@mantine/core';
import { IconSquare } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { Closing } from './closing-of';
import { t } from './strings';
import type { Box } from './use-boxes';

interface ComposerClosingProps {
  closing: Closing;
  box: Box;
  /** the field for the reason, which gets the cursor when it is sent without one */
  reasonField: RefObject<HTMLInputElement | null>;
}

/** The mark of the resolution, and what the board still asks for when this comment closes the ticket. */
export function ComposerClosing({ closing, box, reasonField }: ComposerClosingProps) {
  const { missing, offersMark, mayOverride, isResolution } = closing;
  if (!offersMark) return null;
  return (
    <div className="kelp-composer-closing">
      <Checkbox
        size="xs"
        label={t('composer.isResolution')}
        checked={isResolution ?? false}
        onChange={(event) => box.setResolution(event.currentTarget.checked)}
      />
      {missing.length > 0 && (
        <div role="status">
          <strong>{t('composer.stillMissing')}</strong>
          <ul className="kelp-todo">
            {missing.map(({ key, text }) => (
              <li key={key}>
                <IconSquare size={14} aria-hidden="true" /> {text}
              </li>
            ))}
          </ul>
          {!mayOverride && <p>{t('close.mayNot')}</p>}
        </div>
      )}
      {missing.length > 0 && mayOverride && (
        <TextInput
          ref={reasonField}
          size="xs"
          label={t('close.reason')}
          placeholder={t('composer.reasonHint')}
          value={box.reason}
          maxLength={500}
          onChange={(event) => box.setReason(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
