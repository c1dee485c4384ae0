import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Route, Supply, Target } from '../supply/supply.ts'
import { isActive } from './settings.ts'
import { way } from './testing/simulated.ts'
import { bareModel, watchedOf } from './watched.ts'

const of = (target: Target, change: Partial<Target['channel']> & { model?: string } = {}): Target => {
  const { model = target.model, ...channel } = change
  return { ...target, model, channel: { ...target.channel, ...channel } }
}

function supplyOf(routes: Record<string, readonly Target[]>): Pick<Supply, 'models' | 'route'> {
  const route = (model: string): Route | undefined => {
    const targets = routes[model]
    return targets && { id: model, model, strategy: 'priority', targets, attempts: 1 }
  }
  return { route, models: () => Object.keys(routes).map((id) => ({ id, owner: 'x', since: 0 })) }
}

const { target } = way('http://127.0.0.1:9', { id: randomUUID() })

test('each channel of each model is watched once, those that are off or hold no conversation are not', () => {
  const other = of(target, { id: randomUUID() })
  const watched = watchedOf(
    supplyOf({
      smart: [target, target, other, of(target, { id: randomUUID(), state: 'off' })],
      vectors: [of(target, { model: 'text-embedding-3-small' })],
    }),
  )
  expect(watched.map(({ model, target: { channel } }) => [model, channel.id])).toEqual([
    ['smart', target.channel.id],
    ['smart', other.channel.id],
  ])
})

test('by itself, only where there is a provider with a model behind it', () => {
  const simulated = watchedOf(supplyOf({ smart: [target] }))
  const real = watchedOf(supplyOf({ smart: [of(target, { provider: { ...target.channel.provider, id: 'openai' } })] }))
  const states = (['auto', 'on', 'off'] as const).map((probing) =>
    [simulated, real, []].map((all) => isActive({ probing, roundsPerDay: 4 }, all)),
  )
  expect(states).toEqual([
    [false, true, false],
    [true, true, false],
    [false, false, false],
  ])
  expect(bareModel('openai/GPT-4o')).toBe(bareModel('gpt-4o'))
})
