'use client';

import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { AppError, isAppError } from '@kelp/std';
import { errorSentence, FormDialog, PageLoading } from '@kelp/ui';
import { knock } from './doors-client';
import { PasswordField } from './fields';
import { answerPasskey } from './passkey-client';
import { CodeField } from './second-step';
import { t } from './strings';

interface Question {
  methods: ('password' | 'totp' | 'passkey')[];
  passkey: object | null;
}

interface Waiting {
  go: () => void;
  stop: (error: unknown) => void;
}

export interface Proof {
  /** Runs a call; when it asks who one is, that is asked in a dialog and the call is made again. */
  withProof: <T>(run: () => Promise<T>) => Promise<T>;
  /** Draw it once, outside other forms. */
  proofDialog: ReactNode;
}

const stopped = () => new AppError('proof_stopped', 0, 'Nothing was changed.');

/** Around calls that may give an account or a workspace away: the server wants to know again who one is. */
export function useProof(): Proof {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const ask = () => new Promise<void>((go, stop) => setWaiting({ go, stop }));
  return {
    withProof: async (run) => {
      try {
        return await run();
      } catch (error) {
        if (!isAppError(error) || error.id !== 'proof_needed') throw error;
        await ask();
        return run();
      }
    },
    proofDialog: waiting && (
      <ProofDialog
        onProved={waiting.go}
        onClose={() => {
          waiting.stop(stopped());
          setWaiting(null);
        }}
      />
    ),
  };
}

function ProofDialog({ onProved, onClose }: { onProved: () => void; onClose: () => void }) {
  const [isRecovery, setRecovery] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const query = useQuery({
    queryKey: ['proof'],
    queryFn: () => knock<Question>('proof/ask', {}),
    gcTime: 0,
    staleTime: Infinity,
  });
  const methods = query.data?.methods ?? [];

  async function byPasskey() {
    setFailure(null);
    try {
      await knock('proof/give', { passkey: await answerPasskey(query.data?.passkey ?? {}) });
      onProved();
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  async function submit() {
    const read = (name: string) =>
      document.querySelector<HTMLInputElement>(`.kelp-confirm input[name="${name}"]`)?.value ?? '';
    await knock('proof/give', methods.includes('password') ? { password: read('password') } : { code: read('code') });
    onProved();
  }

  return (
    <FormDialog title={t('proof.title')} submitLabel={t('proof.submit')} onSubmit={submit} onClose={onClose}>
      <Text size="sm">{t('proof.lead')}</Text>
      {query.isPending && <PageLoading lines={2} />}
      {methods.includes('password') && <PasswordField kind="current" label={t('password')} autoFocus />}
      {(methods.includes('totp') || isRecovery) && <CodeField isRecovery={isRecovery} />}
      {methods.includes('passkey') && (
        <Button variant="default" onClick={() => void byPasskey()}>
          {t('second.passkey')}
        </Button>
      )}
      {query.data && !methods.includes('password') && (
        <Button variant="subtle" size="xs" onClick={() => setRecovery(!isRecovery)}>
          {t(isRecovery ? 'second.usual' : 'second.useRecovery')}
        </Button>
      )}
      {(failure !== null || query.isError) && (
        <p role="alert" className="kelp-field-error">
          {errorSentence(failure ?? query.error)}
        </p>
      )}
    </FormDialog>
  );
}
