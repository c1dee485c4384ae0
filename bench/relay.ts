import { existsSync } from 'node:fs'
import { casesOf } from './relay/cases.ts'
import { goalsOf } from './relay/goals.ts'
import { measure, warm } from './relay/measure.ts'
import { readOptions } from './relay/options.ts'
import { legend, printCase, printGoals } from './relay/print.ts'
import { Results } from './relay/results.ts'
import { soak } from './relay/soak.ts'
import { bare } from './relay/targets/bare.ts'
import { direct } from './relay/targets/direct.ts'
import { nginx } from './relay/targets/nginx.ts'
import { portkey } from './relay/targets/portkey.ts'
import { type Running, startProgram, stopped } from './relay/targets/target.ts'
import { vitrine } from './relay/targets/vitrine.ts'
import type { Bench } from './run.ts'

const all = [direct, bare, vitrine, nginx, portkey]

/** The relay beside the least that Node can do, nginx and Portkey's gateway: what a request costs and how long it waits. */
export const bench: Bench = async (say) => {
  if (!existsSync('/proc/self/stat')) throw new Error('processor time is read from /proc: this needs Linux')
  const { rounds, seconds, connections, shapes, targets, soak: many } = readOptions(process.argv.slice(3))
  const upstream = await startProgram('upstream')
  const generator = await startProgram('load')
  const running = new Map<string, Running>()
  const absent: string[] = []
  const results = new Results()
  try {
    for (const target of all.filter(({ name }) => targets?.includes(name) ?? true)) {
      const started = await target.start(upstream.port)
      if ('absent' in started) {
        absent.push(target.name)
        say(`SKIPPED ${target.name}: ${started.absent}`)
      } else {
        running.set(target.name, started)
        await warm(generator.child, started)
      }
    }
    for (const one of casesOf(shapes, connections)) {
      for (let round = 0; round < rounds; round++)
        for (const [name, target] of running)
          results.add(name, one, await measure(generator.child, one, target, seconds))
      printCase(say, one, [...running.keys()], results)
    }
    const ours = running.get('vitrine')
    const soaked = ours && (await soak(say, generator.child, ours, many))
    const goals = goalsOf(results, soaked)
    printGoals(say, goals)
    say('')
    for (const line of legend) say(line)
    if (absent.length > 0) say(`NOT MEASURED: ${absent.join(', ')}`)
    return { ok: goals.every(({ met }) => met !== false), figures: { measured: results.all, soaked, goals, absent } }
  } finally {
    for (const target of running.values()) await target.stop()
    await stopped(generator.child)
    await stopped(upstream.child)
  }
}
