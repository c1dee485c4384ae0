import { cssAddresses, mapCssAddresses, namedAddresses } from '@vitrine/fold'

const most = 2_000
const longest = 2_000
const mostSheets = 30

export type AssetLog = ReturnType<typeof createAssetLog>

/** A linked sheet whose text is told without some of what its file has. */
export type LossySheet = {
  /** As it is told. */
  text: string
  href: string
  /** The whole of it, masked, from what its file holds; `undefined` where scripts have changed the rules. */
  mend: (written: string) => string | undefined
}

/**
 * Where the pictures and fonts of a recording come from, by the masked address under which the recording names them. The
 * true addresses stay in the page's memory. Two that look the same once masked are told apart by a number in the order
 * of their coming, which says nothing about them.
 */
export function createAssetLog() {
  const originals = new Map<string, string>()
  const others = new Map<string, string>()
  const numbers = new Map<string, number>()
  const lossySheets = new Map<string, LossySheet>()

  const nameOf = (masked: string, original: string): string => {
    if (original.length > longest || masked.length > longest - 10 || /^(?:data:|#|$)/i.test(original)) return masked
    const known = originals.get(masked)
    if (known === original) return masked
    if (originals.size >= most) return masked
    if (known === undefined) {
      originals.set(masked, original)
      return masked
    }
    const before = others.get(original)
    if (before?.startsWith(masked)) return before
    const number = (numbers.get(masked) ?? 1) + 1
    const name = `${masked}${masked.includes('#') ? '' : '#'}~${number}`
    numbers.set(masked, number)
    others.set(original, name)
    originals.set(name, original)
    return name
  }
  return {
    originalOf: (name: string): string | undefined => originals.get(name),
    lossySheets,
    lossy(text: string, href: string, mend: LossySheet['mend']) {
      if (lossySheets.size < mostSheets) lossySheets.set(text, { text, href, mend })
    },
    /** The masked value of an attribute that names files, with their names. */
    attribute(name: string, masked: string, original: string): string {
      const [shown, true_] = [namedAddresses(name, masked), namedAddresses(name, original)]
      if (shown.length !== true_.length) return masked
      let at = 0
      return shown.reduce((text, address, place) => {
        const next = nameOf(address, true_[place] ?? '')
        const found = text.indexOf(address, at)
        at = found + next.length
        return text.slice(0, found) + next + text.slice(found + address.length)
      }, masked)
    },
    /** Masked CSS with the names of its files. */
    css(masked: string, original: string): string {
      const shown = cssAddresses(masked)
      if (shown.length === 0) return masked
      const trueOnes = cssAddresses(original)
      if (shown.length !== trueOnes.length) return masked
      return mapCssAddresses(masked, (address, place) => nameOf(address, trueOnes[place] ?? ''))
    },
  }
}
