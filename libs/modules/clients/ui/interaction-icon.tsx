'use client';

import {
  IconBriefcase,
  IconCoffee,
  IconFileInvoice,
  IconFileText,
  IconHistory,
  IconMail,
  IconMapPin,
  IconMessage,
  IconMoodSmile,
  IconNote,
  IconPhone,
  IconStar,
  IconTicket,
  IconUsers,
  IconVideo,
} from '@tabler/icons-react';
import type { InteractionIcon, TimelineKind } from '../contract';

const signs = {
  phone: IconPhone,
  mail: IconMail,
  users: IconUsers,
  video: IconVideo,
  'map-pin': IconMapPin,
  note: IconNote,
  message: IconMessage,
  briefcase: IconBriefcase,
  coffee: IconCoffee,
  star: IconStar,
} satisfies Record<InteractionIcon, unknown>;

/** The sign of a type; its name always stands beside it. */
export function InteractionSign({ icon }: { icon: InteractionIcon }) {
  const Sign = signs[icon];
  return <Sign size={16} aria-hidden="true" />;
}

const kinds = {
  ticket: IconTicket,
  invoice: IconFileInvoice,
  contract: IconFileText,
  survey: IconMoodSmile,
  change: IconHistory,
};

/** The sign of a line of the timeline. */
export function TimelineSign({ kind, icon }: { kind: TimelineKind; icon: InteractionIcon | null }) {
  if (kind === 'interaction') return <InteractionSign icon={icon ?? 'message'} />;
  const Sign = kinds[kind];
  return <Sign size={16} aria-hidden="true" />;
}
