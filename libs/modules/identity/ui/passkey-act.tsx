'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { errorSentence } from '@kelp/ui';

/** A button that asks the browser for a passkey, and says what went wrong below itself. */
export function PasskeyAct({ run, label, ...look }: ButtonProps & { run: () => Promise<void>; label: string }) {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function act() {
    setWorking(true);
    setFailure(null);
    try {
      await run();
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  }

  return (
    <>
      <Button
        fullWidth
        leftSection={<IconFingerprint size={16} aria-hidden="true" />}
        loading={working}
        onClick={() => void act()}
        {...look}
      >
        {label}
      </Button>
      {failure !== null && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(failure)}
        </p>
      )}
    </>
  );
}
