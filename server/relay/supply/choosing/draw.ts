const prime = 0x01000193

function hash(seed: number, text: string): number {
  let h = seed
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), prime)
  return h
}

/** Mixes until near keys are far apart. */
function mixed(h: number): number {
  let m = h
  m = Math.imul(m ^ (m >>> 16), 0x85ebca6b)
  m = Math.imul(m ^ (m >>> 13), 0xc2b2ae35)
  return (m ^ (m >>> 16)) >>> 0
}

/** Between 0 and 1, neither of them, the same for the same key and place. */
export const drawOf = (key: string, channelId: string, model: string): number =>
  (mixed(hash(hash(hash(0x811c9dc5, key), channelId), model)) + 0.5) / 2 ** 32

/**
 * The smallest rank comes first: of several, each is first as often as its weight has it. With draws made from a key the
 * same one is first for the same key, also when others come and go.
 */
export const rankOf = (draw: number, weight: number): number => -Math.log(draw) / weight
