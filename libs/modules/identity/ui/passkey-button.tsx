'use client';

import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { errorSentence, useReady } from '@kelp/ui';
import type { Portal } from '../tables';
import { knock, type GivenAtDoor } from './doors-client';
import { answerPasskey, knowsPasskeys } from './passkey-client';
import { t } from './strings';

/** Signs in by a passkey alone. Not drawn where the browser knows none. */
export function PasskeyButton({ portal, onGiven }: { portal: Portal; onGiven: (given: GivenAtDoor) => Promise<void> }) {
  const isReady = useReady();
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  if (!isReady || !knowsPasskeys()) return null;

  async function run() {
    setWorking(true);
    setFailure(null);
    try {
      const { step, passkey } = await knock<{ step: string; passkey: object }>('passkey/ask', { portal });
      await onGiven({ step, passkey: JSON.stringify(await answerPasskey(passkey)), alone: 'yes' });
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  }

  return (
    <>
      <Button
        mt="sm"
        fullWidth
        variant="default"
        leftSection={<IconFingerprint size={16} aria-hidden="true" />}
        loading={working}
        onClick={() => void run()}
      >
        {t('signin.passkey')}
      </Button>
      {failure !== null && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(failure)}
        </p>
      )}
    </>
  );
}
