'use client';

import { useCallback, useState } from 'react';
import { Dialog } from '@kelp/ui';
import type { RequestContent } from '../../requests/contract';
import { FormQuestions } from '../requests/form-questions';
import { t } from './strings';
import '../portal-pages.css';

const nobodyWaits = () => undefined;

/** The form as clients see it; what is filled in here goes nowhere. */
export function FormPreview({ content, onClose }: { content: RequestContent; onClose: () => void }) {
  const [values, setValues] = useState<Record<string, unknown>>({});
  const put = useCallback((key: string, value: unknown) => setValues((all) => ({ ...all, [key]: value })), []);
  const { name, description, fields, needsApproval } = content;
  return (
    <Dialog opened onClose={onClose} title={name} size="lg">
      <div className="kelp-rq-fields">
        <p className="kelp-muted">{t('preview.lead')}</p>
        {description && <p className="kelp-rq-prose">{description}</p>}
        <FormQuestions
          fields={fields}
          values={values}
          onChange={put}
          errors={{}}
          colleagues={[]}
          onSending={nobodyWaits}
        />
        {needsApproval && <p className="kelp-muted">{t('preview.approval')}</p>}
      </div>
    </Dialog>
  );
}
