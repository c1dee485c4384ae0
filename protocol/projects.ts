import type { MaskingPolicy } from '@vitrine/masking'
import { z } from 'zod'
import { CaptureSettings } from './capture-settings.ts'
import { line } from './text.ts'
import { TriggerRules } from './triggers.ts'

const Selectors = z.array(line(200)).max(100)

export const Masking = z.object({
  mode: z.enum(['strict', 'balanced', 'open']),
  block: Selectors,
  mask: Selectors,
  unmask: Selectors,
  ignore: Selectors,
}) satisfies z.ZodType<MaskingPolicy>

/** Scheme, host and port, as browsers send it: `https://shop.example`, `http://localhost:4402`. */
export const Origin = z
  .string()
  .max(300)
  .refine((value) => URL.canParse(value) && new URL(value).origin === value && /^https?:/.test(value), {
    message: 'must be an origin such as https://shop.example, without a path',
  })

export const ProjectParams = z.object({ projectId: z.uuid() })
export const OrganizationParams = z.object({ organizationId: z.uuid() })

export const NewProject = z.object({
  name: line(100),
  origins: z.array(Origin).max(50).default([]),
  /** Where its data is kept, for good; the main region unless said otherwise. */
  region: z.string().max(40).optional(),
})
export type NewProject = z.infer<typeof NewProject>

export const ChangeProject = z
  .object({
    name: line(100),
    origins: z.array(Origin).max(50),
    masking: Masking,
    retentionDays: z.number().int().min(1).max(730),
    /** Length of the rolling buffer in seconds; 0 turns recording off. */
    recordingSeconds: z.number().int().min(0).max(600),
    capture: CaptureSettings,
    triggers: TriggerRules,
    /** Needed to shorten the retention: what is older goes with the next sweep. */
    confirmDeletion: z.literal(true),
  })
  .partial()
export type ChangeProject = z.infer<typeof ChangeProject>

export const Project = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  name: z.string(),
  publicKey: z.string(),
  origins: z.array(z.string()),
  masking: Masking,
  retentionDays: z.number().int(),
  recordingSeconds: z.number().int(),
  capture: CaptureSettings,
  triggers: TriggerRules,
  region: z.string(),
  createdAt: z.iso.datetime(),
})
export type Project = z.infer<typeof Project>

/** Where the snippet was seen in the last ten minutes. */
export const Detection = z.object({ origin: z.string(), lastSeen: z.iso.datetime() })
export type Detection = z.infer<typeof Detection>
