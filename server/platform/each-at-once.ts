/** Does `work` for each of them, so many at a time. When one fails, those under way end first and no other begins. */
export async function eachAtOnce<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  let failed = false
  const take = async () => {
    for (const item of left) {
      if (failed) return
      await work(item).catch((error) => {
        failed = true
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, take))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
