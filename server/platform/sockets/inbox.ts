/** Works messages off one after another, in the order they came; refuses more when too many wait. */
export function inbox<T>(work: (message: T) => Promise<void>, most = 50): { put: (message: T) => boolean } {
  let last = Promise.resolve()
  let waiting = 0
  return {
    put(message) {
      if (waiting >= most) return false
      waiting++
      last = last.then(() => work(message)).finally(() => waiting--)
      return true
    },
  }
}
