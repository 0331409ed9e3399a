'use client';

import { Button, Checkbox, Code, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, QueryState } from '@kelp/ui';
import { confirmPasskey, confirmTotp, renameFactor, startPasskey, startTotp, type FactorCard } from '../contract';
import { deviceName } from '../domain/device-name';
import { makePasskey } from './passkey-client';
import { CodeField } from './second-step';
import { CopyButton, KeptDialog } from './kept-dialog';
import { t } from './strings';
import type { Proof } from './use-proof';

interface AddProps {
  withProof: Proof['withProof'];
  /** `codes` are there with the first factor. */
  onAdded: (codes: string[] | null) => void;
  onClose: () => void;
}

const svgAddress = (svg: string) => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;

/** Sets up an authenticator app: a picture to scan or a text to type, then the first code. */
export function TotpDialog({ withProof, onAdded, onClose }: AddProps) {
  const [name, setName] = useState(t('factors.app.name'));
  const [wrong, setWrong] = useState<string | undefined>();
  const start = useQuery({
    queryKey: [startTotp.name],
    queryFn: () => withProof(() => call(startTotp, {})),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });

  async function submit() {
    if (!start.data) return;
    setWrong(undefined);
    const code = document.querySelector<HTMLInputElement>('.kelp-confirm input[name="code"]')?.value ?? '';
    const { recoveryCodes } = await withProof(() => call(confirmTotp, { id: start.data.id, code, name }));
    onAdded(recoveryCodes);
  }

  return (
    <FormDialog
      title={t('factors.app.title')}
      submitLabel={t('factors.app.submit')}
      onSubmit={submit}
      onFieldErrors={(fields) => setWrong(fields['code'])}
      onClose={onClose}
    >
      <QueryState query={start} lines={4} />
      {start.data && (
        <Stack gap="sm">
          <Text size="sm">{t('factors.app.scan')}</Text>
          <img
            src={svgAddress(start.data.picture)}
            alt={t('factors.app.picture')}
            width={176}
            height={176}
            style={{ alignSelf: 'center', background: '#fff', borderRadius: 6 }}
          />
          <Text size="sm" component="div">
            {t('factors.app.text')} <Code data-testid="totp-secret">{start.data.secret}</Code>
          </Text>
          <TextInput
            label={t('factors.name')}
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <CodeField error={wrong ? ' ' : undefined} />
        </Stack>
      )}
    </FormDialog>
  );
}

/** Names a passkey and lets the browser make it. */
export function PasskeyDialog({ withProof, onAdded, onClose }: AddProps) {
  const [name, setName] = useState(() => deviceName(window.navigator.userAgent));

  async function submit() {
    const { options } = await withProof(() => call(startPasskey, {}));
    const response = await makePasskey(options);
    const { recoveryCodes } = await withProof(() => call(confirmPasskey, { response, name }));
    onAdded(recoveryCodes);
  }

  return (
    <FormDialog
      title={t('factors.passkey.title')}
      submitLabel={t('factors.passkey.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('factors.passkey.lead')}</Text>
      <TextInput
        label={t('factors.name')}
        required
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Another name. */
export function RenameFactorDialog({ factor, onDone, onClose }: RenameProps) {
  const [name, setName] = useState(factor.name);
  return (
    <FormDialog
      title={t('factors.rename.title', { name: factor.name })}
      submitLabel={t('factors.rename')}
      onSubmit={async () => {
        await call(renameFactor, { id: factor.id, name });
        onDone();
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('factors.name')}
        required
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

interface RenameProps {
  factor: FactorCard;
  onDone: () => void;
  onClose: () => void;
}

/** Shows new recovery codes; it closes only by the person's word that they are kept, since nobody sees them again. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const [isKept, setKept] = useState(false);
  const text = codes.join('\n');
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`;
  return (
    <KeptDialog title={t('codes.title')} lead={t('codes.lead')}>
      <SimpleGrid cols={2} spacing="xs" component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="sm">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton text={text} />
        <Button variant="default" size="xs" component="a" href={file} download="kelp-recovery-codes.txt">
          {t('codes.download')}
        </Button>
      </Group>
      <Checkbox label={t('codes.kept')} checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Button disabled={!isKept} onClick={onClose}>
        {t('codes.done')}
      </Button>
    </KeptDialog>
  );
}
