import { z } from 'zod'
import { line } from './text.ts'

/** What a project wants captured beyond the default. Whatever is off is not looked at. */
export const CaptureSettings = z.object({
  /** Pictures of canvases, at most two a second; pixels can't be masked. */
  canvas: z.boolean(),
  /** Style sheets, fonts and images are kept with the report, so that it looks right when the originals are gone. */
  assets: z.boolean(),
  /** The visitor may speak to the report. */
  voice: z.boolean(),
  /** Addresses whose request and response bodies are kept; `*` stands for anything. */
  bodies: z.array(line(300)).max(50),
  /** Addresses of WebSockets whose frames are kept; `*` stands for anything. */
  sockets: z.array(line(300)).max(50),
})
export type CaptureSettings = z.infer<typeof CaptureSettings>

export const defaultCapture: CaptureSettings = { canvas: false, assets: true, voice: true, bodies: [], sockets: [] }

/** What the recorder spent on the page's main thread, and what it left out so as not to disturb, by kind. */
export const CaptureSummary = z.object({
  spentMs: z.number().min(0),
  longestMs: z.number().min(0),
  skipped: z
    .record(z.string().regex(/^[\w-]{1,40}$/), z.number().int().nonnegative())
    .refine((kinds) => Object.keys(kinds).length <= 50, 'at most 50 entries'),
})
export type CaptureSummary = z.infer<typeof CaptureSummary>
