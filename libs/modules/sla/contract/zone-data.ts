import { contract, instant, z } from '@kelp/kernel/contract';

/** What other zone data moved: newest first. */
export const listZoneDataReports = contract({
  name: 'sla.zone_data_reports',
  input: z.object({}),
  output: z.object({
    /** The zone data that dues are worked out by now, such as `2025c`. */
    present: z.string(),
    rows: z.array(
      z.object({
        id: z.uuid(),
        createdAt: instant,
        fromTzdb: z.string(),
        toTzdb: z.string(),
        clockCount: z.number(),
        movedCount: z.number(),
        moved: z.array(
          z.object({
            ticketId: z.uuid(),
            clock: z.string(),
            before: z.string().nullable(),
            after: z.string().nullable(),
            zone: z.string(),
          }),
        ),
      }),
    ),
  }),
});
