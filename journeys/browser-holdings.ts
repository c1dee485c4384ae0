import type { Page } from 'playwright-core'

/** All that the browser holds for a page's site, unpacked: its databases, storage and cookies. Bytes come as latin1. */
export const browserHoldings = async (page: Page): Promise<Buffer> => {
  const held = await page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    const text = async (value: unknown) => {
      if (!(value instanceof Uint8Array)) return typeof value === 'string' ? value : JSON.stringify(value ?? null)
      if (value[0] !== 0x1f || value[1] !== 0x8b) return latin1(value)
      const stream = new Blob([new Uint8Array(value)]).stream().pipeThrough(new DecompressionStream('gzip'))
      return latin1(new Uint8Array(await new Response(stream).arrayBuffer()))
    }
    const found = [JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const records = await answered(database.transaction(store).objectStore(store).getAll())
        found.push(name, ...(await Promise.all(records.map(text))))
      }
      database.close()
    }
    return found.join('\n')
  })
  return Buffer.from(held, 'latin1')
}
