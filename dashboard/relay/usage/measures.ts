import type { UsageSeries } from '@vitrine/protocol'
import { dollars, picoOfUsd } from '../../billing/dollars.ts'
import type { Grouping } from './usage-search.ts'

type Group = UsageSeries['groups'][number]
type Figures = Pick<Group, 'requests' | 'errors' | 'inputTokens' | 'outputTokens' | 'reasoningTokens' | 'cost'>

const tokens = ({ inputTokens, outputTokens, reasoningTokens }: Figures) => inputTokens + outputTokens + reasoningTokens

/** What can be looked at; `value` is for heights alone, `said` is exact. */
export const measures = {
  cost: {
    label: 'Cost',
    value: ({ cost }: Figures) => Number(cost),
    said: (all: readonly Figures[]) => dollars(all.reduce((sum, { cost }) => sum + picoOfUsd(cost), 0n)),
  },
  requests: {
    label: 'Requests',
    value: ({ requests }: Figures) => requests,
    said: (all: readonly Figures[]) => all.reduce((sum, { requests }) => sum + requests, 0).toLocaleString('en'),
  },
  tokens: {
    label: 'Tokens',
    value: tokens,
    said: (all: readonly Figures[]) => all.reduce((sum, one) => sum + tokens(one), 0).toLocaleString('en'),
  },
  errors: {
    label: 'Not answered',
    value: ({ errors }: Figures) => errors,
    said: (all: readonly Figures[]) => all.reduce((sum, { errors }) => sum + errors, 0).toLocaleString('en'),
  },
} as const
export type Measure = keyof typeof measures

/** What a group is called. A model is its own name; of keys and people who are gone there is only the id. */
export function groupName({ of, name, others }: Pick<Group, 'of' | 'name' | 'others'>, by: Grouping): string {
  if (others) return 'All others'
  if (of === null) return 'None'
  return by === 'model' ? of : (name ?? 'No longer there')
}
