import { modelItem } from '../probes/fingerprint.ts'
import { thresholds, type Verdict } from './verdict.ts'

/** Item → hashes of its answers. */
export type Hashes = ReadonlyMap<string, ReadonlySet<string>>

function agreement(given: ReadonlyMap<string, string>, known: Hashes): number | undefined {
  const compared = [...given].filter(([item]) => known.has(item))
  if (compared.length === 0) return undefined
  return compared.filter(([item, hash]) => known.get(item)?.has(hash)).length / compared.length
}

/** A provider that says another name than before is believed, however alike the answers are. */
const agreesOnName = (given: ReadonlyMap<string, string>, own: Hashes): boolean | undefined =>
  given.has(modelItem) ? own.get(modelItem)?.has(given.get(modelItem) ?? '') : undefined

/**
 * The answers of a channel against those it gave before, and against those of other channels to the same model. A channel
 * that differs from the others alone only warns: which of them is right can't be told from here.
 */
export function judgeFingerprint(given: ReadonlyMap<string, string>, own: Hashes, others: Hashes): Verdict {
  if (given.size === 0) return { status: 'fail', score: 0 }
  const withOwn = agreement(given, own)
  const withOthers = agreement(given, others)
  const strays =
    (withOthers !== undefined && withOthers < thresholds.othersAgreement.warn) || agreesOnName(given, own) === false
  if (withOwn === undefined) return { status: strays ? 'warn' : 'pass', score: withOthers ?? 1 }
  if (withOwn < thresholds.ownAgreement.fail) return { status: 'fail', score: withOwn }
  return { status: strays || withOwn < thresholds.ownAgreement.warn ? 'warn' : 'pass', score: withOwn }
}
