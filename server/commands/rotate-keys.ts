import { changeRootKey, showKeys } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import type { Command } from './command.ts'

/** What cookies and upload tokens need: the longest of them lasts a day. */
const overlapHours = 24

export const rotateKeysCommand: Command = {
  words: 'rotate-keys',
  takes: '[--check] [--overlap=HOURS]',
  what: 'changes the key under which everything is encrypted, while the server runs; --check only tells',
  flags: ['check', 'overlap'],
  run: async (ctx, { flags }) => {
    if (flags['check'] !== undefined) return check(ctx)
    const hours = Number(flags['overlap'] ?? overlapHours)
    if (!(hours >= 0 && hours <= 8_760)) {
      console.error('--overlap must be a number of hours from 0 to 8760.')
      return 2
    }
    const done = await changeRootKey(ctx, { overlapHours: hours, say: (text) => console.log(text) })
    console.log(done ? 'Done.' : 'Not finished. Nothing is lost; run it again.')
    return done ? 0 : 1
  },
}

async function check(ctx: Context): Promise<number> {
  const { heldBy, keys, holdings, processes } = await showKeys(ctx)
  const current = keys.find(({ state }) => state === 'current')?.id
  console.log(`The master key is held by ${heldBy}.`)
  for (const { id, state, currentSince, retireAfter, retiredAt } of keys)
    console.log(`root key ${id} ${state}, since ${retiredAt ?? retireAfter ?? currentSince ?? 'never in force'}`)
  for (const { place, key, count } of holdings) console.log(`  ${place}: ${count} under ${key}`)
  for (const { name, key } of processes) console.log(`  ${name} encrypts with ${key}`)
  return holdings.every(({ key }) => key === current) ? 0 : 1
}
