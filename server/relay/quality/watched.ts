import type { Supply, Target } from '../supply/supply.ts'
import { converses } from './probes/request-of.ts'

/** A way to a model that is looked after. */
export type Watched = {
  /** As clients call it. */
  readonly model: string
  readonly target: Target
}

/** All there are now. */
export type Watching = () => Promise<readonly Watched[]> | readonly Watched[]

/** No organization's: so no route or name of a single one is among what is watched, or shown to everybody. */
const nobody = '00000000-0000-0000-0000-000000000000'
/** Without a conversation there is nothing to ask. */
const silent = /embed|rerank|moderation|whisper|transcri|tts|speech|audio|realtime|image|dall-e|imagen|veo|sora/i

/** The models that are offered to everybody, each on each of its channels. */
export function watchedOf(supply: Pick<Supply, 'models' | 'route'>): Watched[] {
  const watched = new Map<string, Watched>()
  for (const { id } of supply.models(nobody))
    for (const target of supply.route(id, nobody)?.targets ?? [])
      if (target.channel.state !== 'off' && converses(target) && !silent.test(target.model))
        watched.set(`${target.channel.id} ${id}`, { model: id, target })
  return [...watched.values()]
}

/** Whether there is anything behind it that could become worse. */
export const isReal = ({ target }: Watched): boolean => target.channel.provider.id !== 'simulator'

/** `openai/gpt-4o` and `GPT-4o` are one model at two providers. */
export const bareModel = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase()
