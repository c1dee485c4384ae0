import type { Activity } from './activity.ts'
import type { Column } from './column.ts'
import type { Category, Meaning, SubjectKind } from './meaning.ts'

/**
 * Hosts are literal, or come from a setting of the installation (a URL or host name; without it the recipient is
 * inactive), or from a column of host names that members fill in, as `table.column`; at private addresses only where the
 * setting `privateWhen` is on. `asks`: name servers, those in the setting or else the machine's own, which are asked for
 * the names of all other recipients and for those in these columns.
 */
export type Hosts =
  | readonly string[]
  | { readonly setting: string }
  | { readonly column: string; readonly privateWhen?: string }
  | { readonly setting: string; readonly asks: readonly string[] }

/** Anyone outside the installation who receives data. The only way out of it, HTTP and TCP alike. */
export type Recipient = {
  readonly id: string
  readonly name: string
  readonly role: 'sub-processor' | 'recipient'
  readonly purpose: string
  readonly hosts: Hosts
  /** For recipients that we never call ourselves, such as whoever owns the machine: active when this setting is filled in. */
  readonly activeWhen?: string
  readonly location: string
  readonly receives: readonly Category[]
  /** Whose data reaches it, when it isn't everybody's. */
  readonly about?: readonly SubjectKind[]
  /** The recipient's own retention, in plain words. */
  readonly keeps: string
  readonly safeguards: readonly string[]
  /** What clients are told when it begins to receive data: who, what and why in a sentence or two. */
  readonly notice: string
}

/** Whether any of these people's data may reach it. */
export const concerns = ({ about }: Recipient, whose: readonly SubjectKind[]): boolean =>
  !about || whose.some((kind) => about.includes(kind))

/** Whether data of any of these categories about any of these people may reach it. */
export const receives = (
  recipient: Recipient,
  categories: readonly Category[],
  whose: readonly SubjectKind[],
): boolean => concerns(recipient, whose) && recipient.receives.some((one) => categories.includes(one))

export const recipient = (id: string, about: Omit<Recipient, 'id'>): Recipient => ({ id, ...about })

/** A queued piece of work and exactly what its payload holds. */
export type Job<Name extends string = string, Carries extends Record<string, Column> = Record<string, Column>> = {
  readonly name: Name
  readonly what: string
  readonly activity: Activity
  readonly carries: Carries
}

export type Payload<J extends Job> = {
  [K in keyof J['carries']]: J['carries'][K] extends Column<infer S, infer _> ? S : never
}

/** The only way to get a job that can be enqueued. */
export const job = <const Name extends string, const Carries extends Record<string, Column>>(
  name: Name,
  about: Omit<Job<Name, Carries>, 'name'>,
): Job<Name, Carries> => ({ name, ...about })

/** Tables that a library makes for itself, so that the agreement check knows them too. */
export type ForeignSchema = {
  readonly name: string
  readonly what: string
  readonly library: string
  readonly activity: Activity
  /** How long the library keeps finished entries, in plain words. */
  readonly keeps: string
}

export const foreignSchema = (name: string, about: Omit<ForeignSchema, 'name'>): ForeignSchema => ({ name, ...about })

/** A field that a structured log line may carry. */
export type LogField<Name extends string = string> = {
  readonly name: Name
  readonly what: string
  readonly holds: Meaning
}

export const logField = <const Name extends string>(name: Name, about: Omit<LogField, 'name'>): LogField<Name> => ({
  name,
  ...about,
})

/** Something the product does not do yet, published as plainly as the rest. */
export type Limitation = { readonly id: string; readonly title: string; readonly why: string }

export const limitation = (id: string, about: Omit<Limitation, 'id'>): Limitation => ({ id, ...about })
