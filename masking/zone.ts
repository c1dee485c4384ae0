import type { RedactLevel } from './detectors/detector.ts'
import type { MaskingMode, MaskingPolicy } from './policy.ts'

/** What a selector or a `data-vitrine` attribute says about an element and all it contains. */
export type Zone = 'block' | 'mask' | 'unmask' | undefined

/** The rules that hold in a zone. `open` still never shows credentials, passwords or cards. */
export function modeIn(policy: MaskingPolicy, zone: Zone): MaskingMode {
  if (zone === 'mask' || zone === 'block') return 'strict'
  return zone === 'unmask' ? 'open' : policy.mode
}

/** The more protective of two zones. */
export function protectiveOf(a: Zone, b: Zone): Zone {
  const order: Zone[] = ['block', 'mask', 'unmask']
  return order.find((zone) => zone === a || zone === b)
}

export const levelOf = (mode: MaskingMode): RedactLevel => (mode === 'open' ? 'credentials' : 'personal')
