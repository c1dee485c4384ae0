export const spans = {
  day: { label: 'The last 24 hours', hours: 24, every: 'hour' },
  week: { label: 'The last 7 days', hours: 168, every: 'day' },
  month: { label: 'The last 30 days', hours: 720, every: 'day' },
  quarter: { label: 'The last 90 days', hours: 2_160, every: 'day' },
} as const
export type Span = keyof typeof spans

export const groupings = { model: 'Model', key: 'Key', member: 'Member', project: 'Project' } as const
export type Grouping = keyof typeof groupings

/** What the charts show, as it stands in the address. */
type UsageSearch = { readonly span?: Span; readonly by?: Grouping }

const among = <T extends object>(value: unknown, choices: T): value is keyof T =>
  typeof value === 'string' && Object.hasOwn(choices, value)

export const readUsageSearch = ({ span, by }: Record<string, unknown>): UsageSearch => ({
  ...(among(span, spans) && { span }),
  ...(among(by, groupings) && { by }),
})
