import type { Partitions } from './partition.ts'

/** How long a row is kept. There is no default: unlimited keeping has to be spelled out with its reason. */
export type Keep<ColumnName extends string = string> =
  /** `wholly`: of a table in parts; a part goes when all of it is due. */
  | { readonly days: number; readonly from: ColumnName; readonly wholly?: Partitions['every'] }
  /** The project's retention setting, 1 to 730 days (`projects.retention_days`). */
  | {
      readonly window: 'project'
      readonly from: ColumnName
      /** What never arrived completely, told by this column being empty, goes after so many days already. */
      readonly unfinished?: { readonly without: ColumnName; readonly days: number }
    }
  /** So many days as each organization sets in that column of `organizations`. */
  | {
      readonly organizations: string
      readonly from: ColumnName
      readonly least: number
      readonly usual: number
      readonly most: number
    }
  /** Past the moment that the row itself names. */
  | { readonly until: ColumnName }
  /** As long as the row it refers to; goes with it. */
  | { readonly with: string }
  /** As long as any row of that table refers to it; several may. */
  | { readonly whileReferredBy: string }
  /** As long as something that people end, in words that the documents print: "until the account is deleted". */
  | { readonly lifetime: string }
  | { readonly indefinitely: string }

/** How long an ephemeral key lives after its last write, in seconds. */
export type Ttl = { readonly seconds: number; readonly why: string }

const units: readonly [number, string][] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

/** 900 → "15 minutes". */
export function duration(seconds: number): string {
  const [size, name] = units.find(([unit]) => seconds >= unit && seconds % unit === 0) ?? [1, 'second']
  const count = seconds / size
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** "Needed to start." → "needed to start", to stand in brackets. */
const reason = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '')

/** How long a short-lived entry stays, as the documents print it. */
export const ttlInWords = ({ seconds, why }: Ttl): string => `${duration(seconds)} (${reason(why)})`

const anyWindow = "the project's retention window (1 to 730 days, 90 by default)"

/** The retention rule as the documents print it; `retentionDays`: of the project that they are about. */
export function keepInWords(keep: Keep, retentionDays?: number): string {
  if ('days' in keep && keep.wholly)
    return `${duration(keep.days * 86_400)} after the end of the ${keep.wholly} it falls in`
  if ('days' in keep) return duration(keep.days * 86_400)
  if ('window' in keep) {
    const early = keep.unfinished ? `; ${duration(keep.unfinished.days * 86_400)} if it never arrived completely` : ''
    const window = retentionDays ? `${duration(retentionDays * 86_400)}, as this project is set` : anyWindow
    return `${window}${early}`
  }
  if ('organizations' in keep)
    return `as long as the organization sets (${keep.least} to ${keep.most} days, ${keep.usual} by default)`
  if ('until' in keep) return 'until it expires'
  if ('with' in keep) return `as long as what it belongs to (${keep.with.replaceAll('_', ' ')})`
  if ('whileReferredBy' in keep) return `as long as anything shows it (${keep.whileReferredBy.replaceAll('_', ' ')})`
  if ('lifetime' in keep) return keep.lifetime
  return `indefinitely (${reason(keep.indefinitely)})`
}
