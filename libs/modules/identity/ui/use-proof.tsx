'use client';

import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { AppError, isAppError } from '@kelp/std';
import { FormDialog, QueryState } from '@kelp/ui';
import { knock } from './doors-client';
import { PasswordField } from './fields';
import { PasskeyAct } from './passkey-act';
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
  const form = useRef<HTMLDivElement>(null);
  const query = useQuery({
    queryKey: ['proof'],
    queryFn: () => knock<Question>('proof/ask', {}),
    gcTime: 0,
    staleTime: Infinity,
  });
  const methods = query.data?.methods ?? [];
  const hasPassword = methods.includes('password');
  const hasCode = methods.includes('totp') || isRecovery;
  /** Whose only factor is a passkey confirms by it: there is nothing to type. */
  const isPasskeyOnly = query.data !== undefined && !hasPassword && !hasCode;

  async function byPasskey() {
    await knock('proof/give', { passkey: await answerPasskey(query.data?.passkey ?? {}) });
    onProved();
  }

  async function submit() {
    if (isPasskeyOnly) return byPasskey();
    // its own field: the dialog below may ask for a code too, of an app that is not known yet
    const typed = form.current?.querySelector('input')?.value ?? '';
    await knock('proof/give', hasPassword ? { password: typed } : { code: typed });
    onProved();
  }

  return (
    <FormDialog
      title={t('proof.title')}
      submitLabel={t(isPasskeyOnly ? 'second.passkey' : 'proof.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('proof.lead')}</Text>
      <QueryState query={query} lines={2} />
      <div ref={form}>
        {hasPassword && <PasswordField kind="current" label={t('password')} autoFocus />}
        {hasCode && <CodeField isRecovery={isRecovery} />}
      </div>
      {methods.includes('passkey') && !isPasskeyOnly && (
        <PasskeyAct
          variant="default"
          label={t('second.passkey')}
          run={async () => {
            await byPasskey();
            onClose();
          }}
        />
      )}
      {query.data && !hasPassword && (
        <Button variant="subtle" size="xs" onClick={() => setRecovery(!isRecovery)}>
          {t(isRecovery ? 'second.usual' : 'second.useRecovery')}
        </Button>
      )}
    </FormDialog>
  );
}
