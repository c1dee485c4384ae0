import type { Context } from '../recorder/context.ts'
import type { NodeMasker } from '../recorder/mask-node.ts'
import type { AssetLog } from './asset-log.ts'

/** Which attributes of which elements show a picture. */
const shows: Record<string, RegExp> = {
  img: /^(?:src|srcset)$/,
  source: /^srcset$/,
  input: /^src$/,
  video: /^poster$/,
  image: /^(?:xlink:)?href$/,
  feimage: /^(?:xlink:)?href$/,
  body: /^background$/,
  table: /^background$/,
  td: /^background$/,
}

/** What is masked, blocked or ignored never gives away a file. */
const isOpen = ({ mode, zone, ignored }: Context): boolean => mode !== 'strict' && zone !== 'block' && !ignored

/** A masker that also notes which files the recording names. */
export const noteAssets = (masker: NodeMasker, log: AssetLog): NodeMasker => ({
  ...masker,
  attributes(element, tag, given, context) {
    const masked = masker.attributes(element, tag, given, context)
    if (!isOpen(context)) return masked
    for (const [name, value] of Object.entries(masked)) {
      const original = given[name]
      if (typeof value !== 'string' || typeof original !== 'string') continue
      if (name === 'style') masked[name] = log.css(value, original)
      else if (shows[tag]?.test(name)) masked[name] = log.attribute(name, value, original)
    }
    return masked
  },
  css(text, context) {
    const masked = masker.css(text, context)
    return isOpen(context) ? log.css(masked, text) : masked
  },
})
