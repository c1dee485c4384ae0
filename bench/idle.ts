import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { startVitrine } from '../journeys/vitrine.ts'
import type { Bench } from './run.ts'

const goals = { readyMs: 15_000, pssMb: 512 }

const field = (pid: number, file: string, name: RegExp) => {
  try {
    return Number(name.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** A process and everything it started, by parent ids. */
function family(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    parents.set(Number(name), field(Number(name), 'status', /^PPid:\s+(\d+)/m))
  const found = [root]
  for (const pid of found)
    for (const [child, parent] of parents) if (parent === pid && !found.includes(child)) found.push(child)
  return found
}

/** How long `npm start` takes on an installed machine, and what all its processes hold after a minute of idling (Linux). */
export const bench: Bench = async (say) => {
  const started = performance.now()
  const vitrine = await startVitrine()
  const readyMs = Math.round(performance.now() - started)
  await pause(60_000)
  const processes = family(vitrine.pid).map((pid) => ({
    pid,
    name: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 60).trim(),
    pssMb: Math.round(field(pid, 'smaps_rollup', /^Pss:\s+(\d+)/m) / 1024),
  }))
  await vitrine.stop()
  const pssMb = processes.reduce((sum, { pssMb }) => sum + pssMb, 0)
  for (const { name, pssMb } of processes) say(`${String(pssMb).padStart(5)} MB  ${name}`)
  say(`ready after ${readyMs} ms; ${pssMb} MB after a minute`)
  return { ok: readyMs <= goals.readyMs && pssMb <= goals.pssMb, figures: { readyMs, pssMb, goals, processes } }
}
