/** Index of the last item at or before `at` in a list ordered by `at`; -1 when all are later. */
export function lastAtOrBefore(items: readonly { readonly at: number }[], at: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle]?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
