import type { Opener } from './opener.ts'
import type { Parts } from './parts.ts'

type Setup = Pick<Parameters<Awaited<ReturnType<Parts['dialog']>>['showOffer']>[0], 'shell' | 'language' | 'texts'>

/** Offers the dialog with a reason, one offer at a time, and never while the dialog is open. */
export function createOffer(parts: Parts, setup: Setup, opener: Opener, failed: (error: unknown) => void) {
  let showing = false
  return async (reason: string): Promise<'accepted' | 'dismissed' | 'none'> => {
    if (showing || opener.isOpen()) return 'none'
    showing = true
    try {
      const { showOffer } = await parts.dialog()
      const answer = await showOffer({ ...setup, reason })
      // After the answer has been noted: the draft that opens says what it was.
      if (answer === 'accepted') setTimeout(() => void opener.open(reason))
      return answer
    } catch (error) {
      failed(error)
      return 'none'
    } finally {
      showing = false
    }
  }
}
