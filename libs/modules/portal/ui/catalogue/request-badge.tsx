'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { ServiceRequest } from '../../requests/contract';
import { t } from './strings';

const tones: Record<ServiceRequest['state'], Tone> = {
  submitted: 'waiting',
  accepted: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
};

/** How a request stands. */
export const RequestBadge = ({ state }: { state: ServiceRequest['state'] }) => (
  <StatusBadge plain tone={tones[state]} label={t(`request.${state}`)} />
);
