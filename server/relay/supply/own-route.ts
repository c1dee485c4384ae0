import { providersOfModel } from '../providers/index.ts'
import type { Channel, Route, Target } from './supply.ts'

const most = 3

/** `openai-compatible/some-model`: a provider whose models can't be told by their names is named before them. */
function named(channel: Channel, model: string): string | undefined {
  const beginning = `${channel.provider.id}/`
  return model.startsWith(beginning) ? model.slice(beginning.length) : undefined
}

function toTarget(channel: Channel, model: string, priority: number): Target {
  return { channel, model: named(channel, model) ?? model, dialect: channel.provider.dialect, priority, weight: 1 }
}

/** Of an organization's own credentials those that can serve a model, the likeliest provider first. */
export function ownRouteOf(channels: readonly Channel[], model: string, which: string | undefined): Route | undefined {
  const ids = providersOfModel(model).map(({ id }) => id)
  const placeOf = (channel: Channel): number => {
    if (which !== undefined) return channel.id === which || channel.provider.id === which ? 0 : -1
    return named(channel, model) === undefined ? ids.indexOf(channel.provider.id) : 0
  }
  const targets = channels
    .flatMap((channel) => {
      const place = placeOf(channel)
      return place < 0 ? [] : [toTarget(channel, model, place)]
    })
    .sort((a, b) => a.priority - b.priority)
    .slice(0, most)
  const [first] = targets
  if (!first) return undefined
  return { id: `own:${first.channel.id}`, model, strategy: 'priority', targets, attempts: Math.max(2, targets.length) }
}
