'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { Party } from './interaction-queries';
import { t } from './strings';

const MergeDialog = dynamic(() => import('./merge-dialog').then((one) => one.MergeDialog));

/** Opens the dialog that makes this one a part of another. */
export function MergeButton(props: Party & { name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {t('merge.button')}
      </Button>
      {isOpen && <MergeDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Old addresses lead to the one that a merged record became; without a working redirect the link does. */
export function MergedAway({ href, name }: { href: string; name: string }) {
  const router = useRouter();
  useEffect(() => router.replace(href), [router, href]);
  return (
    <p className="kelp-page" role="status">
      {t('merge.moved')} <Link href={href}>{name}</Link>
    </p>
  );
}
