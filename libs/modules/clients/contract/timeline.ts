import { contract, idOf, instant, pageOf, paging, z } from '@kelp/kernel/contract';
import { interactionIcons } from './interactions';

export const timelineKinds = ['ticket', 'interaction', 'invoice', 'contract', 'survey', 'change'] as const;
const kind = z.enum(timelineKinds);
export type TimelineKind = z.output<typeof kind>;

const entry = z.object({
  /** Its own in the timeline, such as `ticket.opened:<id>`. */
  key: z.string(),
  kind,
  /** What happened, such as `ticket.opened`. */
  event: z.string(),
  at: instant,
  title: z.string(),
  href: z.string().nullable(),
  /** Who did it, where that is known. */
  who: z.string().nullable(),
  /** Further words by name, such as an amount. */
  facts: z.record(z.string(), z.string()),
  icon: z.enum(interactionIcons).nullable(),
});
export type TimelineEntry = z.output<typeof entry>;

const asked = {
  /** Only these; everything that the caller may see without. */
  kinds: z.array(kind).max(timelineKinds.length).optional(),
  ...paging,
};
const page = pageOf(entry).extend({
  /** The kinds that the caller may ask for. */
  kinds: z.array(kind),
});

/** Everything that happened with a client, the latest first. */
export const clientTimeline = contract({
  name: 'client.timeline',
  input: z.object({ id: idOf('client'), ...asked }),
  output: page,
});

export const contactTimeline = contract({
  name: 'contact.timeline',
  input: z.object({ id: idOf('contact'), ...asked }),
  output: page,
});
