import { randomUUID } from 'node:crypto'
import type { EphemeralKey } from '@vitrine/ledger'
import { Cells } from './cells.ts'
import { channels, checkMessage } from './channels.ts'
import { deadline, type Options } from './deadline.ts'
import type { Ephemeral, NamePage } from './port.ts'
import { type Holdings, takeFrom } from './take.ts'

function holdingsIn(cells: Cells): Holdings {
  return {
    read(key, holder) {
      const cell = cells.read(key.name, holder)
      return cell && { amount: cell.score, until: cell.expiresAt }
    },
    sum: (key) => cells.sum(key.name),
    all: (key) => cells.members(key.name).map(([, cell]) => ({ amount: cell.score, until: cell.expiresAt })),
    write: (key, holder, { amount, until }) =>
      cells.write(key.name, holder, { value: '', score: amount, expiresAt: until }),
  }
}

/** State of this process only, gone with it. Every operation runs in one turn of the event loop, hence atomically. */
export function memoryEphemeral({ now, onError }: Options = {}): Ephemeral {
  const at = now ? () => now().getTime() : Date.now
  const cells = new Cells(at)
  const hub = channels(onError)
  const ends = (key: EphemeralKey) => deadline(key, at())
  const put = (key: EphemeralKey, member: string, cell: { value?: string; score?: number; expiresAt?: number }) =>
    cells.write(key.name, member, { value: '', score: 0, expiresAt: ends(key), ...cell })
  const holdings = holdingsIn(cells)

  return {
    async increment(key, by = 1, { extend = false } = {}) {
      const present = cells.read(key.name)
      const score = (present?.score ?? 0) + by
      put(key, '', { score, expiresAt: present && !extend ? present.expiresAt : ends(key) })
      return score
    },
    readCounter: async (key) => cells.read(key.name)?.score ?? 0,

    set: async (key, value) => put(key, '', { value }),
    get: async (key) => cells.read(key.name)?.value,
    async compareAndSet(key, expected, value) {
      if (cells.read(key.name)?.value !== expected) return false
      put(key, '', { value })
      return true
    },

    ...maps(cells, (key, name, value) => put(key, name, { value })),

    async addToWindow(key, member, seen) {
      const score = Math.max(Math.min(seen, at()), cells.read(key.name, member)?.score ?? Number.NEGATIVE_INFINITY)
      put(key, member, { score, expiresAt: deadline(key, score) })
    },
    async readWindow(key, since) {
      const all = cells.members(key.name)
      for (const [member, cell] of all) if (cell.score < since) cells.remove(key.name, member)
      const found = all.filter(([, cell]) => cell.score >= since)
      return found.map(([member, cell]) => ({ member, at: cell.score })).sort(byTime)
    },

    addToSet: async (key, member) => put(key, member, {}),
    removeFromSet: async (key, member) => cells.remove(key.name, member),
    readSet: async (key) =>
      cells
        .members(key.name)
        .map(([member]) => member)
        .sort(),

    async reserve(key, holder, amount, limit) {
      const others = cells.members(key.name).filter(([member]) => member !== holder)
      const held = others.reduce((sum, [, cell]) => sum + cell.score, 0)
      if (!(held + amount <= limit)) return false
      put(key, holder, { score: amount })
      return true
    },
    release: async (key, holder) => cells.remove(key.name, holder),
    take: (takes) => takeFrom(holdings, takes, at()),

    async publish(key, message) {
      checkMessage(message)
      hub.tell(key.name, message)
    },
    subscribe: async (key, hear) => hub.join(key.name, hear),

    async lock(key) {
      if (cells.read(key.name)) return undefined
      const value = randomUUID()
      put(key, '', { value })
      return async () => {
        if (cells.read(key.name)?.value === value) cells.removeKey(key.name)
      }
    },

    delete: async (key) => cells.removeKey(key.name),
    async *names() {
      yield* cells.names()
    },
    scan: (from) => scan(cells, from),
    close: async () => hub.close(),
  }
}

type Maps = Pick<Ephemeral, 'readMap' | 'readEntry' | 'compareAndSetEntry' | 'removeEntry'>

const maps = (cells: Cells, put: (key: EphemeralKey, name: string, value: string) => void): Maps => ({
  readMap: async (key) => new Map(cells.members(key.name).map(([name, { value }]) => [name, value])),
  readEntry: async (key, name) => cells.read(key.name, name)?.value,
  async compareAndSetEntry(key, name, expected, value) {
    if (cells.read(key.name, name)?.value !== expected) return false
    put(key, name, value)
    return true
  },
  async removeEntry(key, name) {
    const present = cells.read(key.name, name) !== undefined
    cells.remove(key.name, name)
    return present
  },
})

const byTime = (a: { member: string; at: number }, b: { member: string; at: number }): number =>
  a.at - b.at || (a.member < b.member ? -1 : 1)

async function* scan(cells: Cells, from: string | undefined): AsyncGenerator<NamePage> {
  for (let at = from; ; ) {
    const page = cells.page(at, 1_000)
    yield page
    if (page.next === undefined) return
    at = page.next
  }
}
