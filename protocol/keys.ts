import { z } from 'zod'

/** What protects the stored data: for those who run the installation. */
export const Keys = z.object({
  /** Who holds the master key, in words. */
  heldBy: z.string(),
  keys: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['current', 'next', 'previous', 'retired']),
      createdAt: z.iso.datetime(),
      currentSince: z.iso.datetime().nullable(),
      /** Until when what was signed with it stays valid. */
      retireAfter: z.iso.datetime().nullable(),
      retiredAt: z.iso.datetime().nullable(),
    }),
  ),
  /** How much is encrypted directly under which of them; `older`: from before each value named its key. */
  holdings: z.array(z.object({ place: z.string(), what: z.string(), key: z.string(), count: z.int() })),
  processes: z.array(z.object({ name: z.string(), key: z.string() })),
})
export type Keys = z.infer<typeof Keys>
