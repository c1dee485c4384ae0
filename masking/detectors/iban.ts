import { mod97 } from './checksums.ts'
import type { Detector } from './detector.ts'
import { number } from './needs.ts'

/** Bank account numbers: country, check digits, 11 to 30 more; in one piece or in groups of four. */
export const iban: Detector = {
  kind: 'iban',
  level: 'personal',
  needs: number,
  pattern: /(?<!\w)[A-Z]{2}\d\d(?:[A-Z\d]{11,30}|(?:[ \u00a0-]?[A-Z\d]{4}){2,7}(?:[ \u00a0-]?[A-Z\d]{1,4})?)(?!\w)/gi,
  valid: (found) => {
    // A word that follows may look like one more group.
    for (let text = found; text.length > 14; text = text.replace(/(?:[ \u00a0-]\w*|.)$/, '')) {
      const compact = text.replaceAll(/[ \u00a0-]/g, '')
      if (mod97(compact.slice(4) + compact.slice(0, 4)) === 1) return text.length
      if (compact === text) return false
    }
    return false
  },
}
