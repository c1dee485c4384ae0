import type { Activity } from '../activity.ts'
import type { Declarations } from '../declarations.ts'
import type { Limitation, Recipient } from '../flow.ts'
import type { DataClass } from '../meaning.ts'
import { dpvBasis, dpvRole, fideslang } from '../terms.ts'
import type { Installation, ProjectView } from './installation.ts'
import { type InventoryEntry, inventory } from './inventory.ts'
import { browserRow } from './kinds/browser-storage.ts'
import { placesOf } from './parts.ts'
import { type Places, places } from './places.ts'

export type ActivitySummary = Pick<
  Activity,
  'id' | 'title' | 'purpose' | 'role' | 'legalBasis' | 'subjects' | 'safeguards'
> & {
  readonly categories: readonly string[]
  readonly kept: readonly string[]
  /** Role and basis as DPV names them, for programs. */
  readonly terms: readonly string[]
}

type Listed = Omit<InventoryEntry, 'activity' | 'group'> & { readonly group?: string; readonly fideslang: string }

/** The public privacy page as data: what the HTML, the JSON and the version's hash are made from. */
export type PrivacyPage = {
  readonly operator: Installation['operator']
  readonly publicUrl: string
  readonly region: string
  /** Where else it may be; only on the page of an installation with several regions. */
  readonly stored?: string
  readonly activities: readonly ActivitySummary[]
  readonly recipients: readonly Recipient[]
  readonly inventory: Readonly<Record<DataClass, readonly Listed[]>>
  readonly browser: readonly {
    name: string
    store: string
    room: string
    what: string
    kept: string
    consent: string
  }[]
  readonly limitations: readonly Limitation[]
  /** The same by the stores' own names, for whoever wants to check it. */
  readonly places: Places
}

function summarize(activity: Activity, entries: readonly InventoryEntry[]): ActivitySummary {
  const own = entries.filter((entry) => entry.activity === activity)
  const unique = (values: readonly string[]) => [...new Set(values)]
  return {
    ...activity,
    categories: unique(own.filter((entry) => entry.class !== 'operational').map((entry) => entry.category)),
    kept: unique(own.map(({ group, kept }) => `${group}: ${kept}`)),
    terms: [dpvRole[activity.role], dpvBasis[activity.legalBasis]].filter((term) => term !== undefined),
  }
}

/** Pure: the same declarations and installation give the same page. */
export function privacyPage(
  declarations: Declarations,
  installation: Installation,
  project?: ProjectView,
): PrivacyPage {
  const entries = inventory(declarations, project?.retentionDays)
  const of = (dataClass: DataClass) =>
    entries
      .filter((entry) => entry.class === dataClass)
      .map(({ activity: _, ...entry }): Listed => ({ ...entry, fideslang: fideslang[entry.category] }))
  return {
    operator: installation.operator,
    publicUrl: installation.publicUrl,
    region: project?.region ?? installation.region,
    ...(installation.otherRegions?.length && { stored: placesOf({ installation, project }) }),
    activities: declarations.activities.map((activity) => summarize(activity, entries)),
    recipients: declarations.recipients.filter(({ id }) => installation.activeRecipients.includes(id)),
    inventory: { personal: of('personal'), telemetry: of('telemetry'), operational: of('operational') },
    browser: declarations.browserKeys.map(browserRow),
    limitations: declarations.limitations,
    places: places(declarations, installation.activeRecipients),
  }
}
