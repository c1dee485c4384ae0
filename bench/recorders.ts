import { loadavg } from 'node:os'
import { type Contender, makeContenders } from './recorders/contenders.ts'
import { goalsOf } from './recorders/goals.ts'
import { measure, type Run } from './recorders/measure.ts'
import { readOptions } from './recorders/options.ts'
import { plan } from './recorders/plan.ts'
import { legend, printGoals, printWorkload } from './recorders/print.ts'
import { openSite, type Site } from './recorders/site.ts'
import { createCells, summarize } from './recorders/summarize.ts'
import { workloads } from './recorders/workloads/all.ts'
import type { Workload } from './recorders/workloads/workload.ts'
import type { Bench } from './run.ts'

const load = () => loadavg().map((one) => one.toFixed(1))

/** A recorder that fails on a workload is left out of it, with the reason. */
async function tryRun(site: Site, contender: Contender, workload: Workload, scale: number): Promise<Run | string> {
  try {
    return await measure(site, contender, workload, scale)
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n')[0] ?? 'failed'
  }
}

function serve(site: Site, chosen: readonly Workload[]): void {
  for (const { name, html, files = {} } of chosen) {
    site.serve(`/${name}.html`, html)
    for (const [path, text] of Object.entries(files)) site.serve(path, text)
  }
}

/** What recorders cost the pages they record: ours, plain rrweb, and those that run from npm without their vendor. */
export const bench: Bench = async (say) => {
  const options = readOptions(process.argv.slice(2))
  const chosen = workloads.filter(({ name }) => options.workloads.includes(name))
  const [began, before] = [performance.now(), load()]
  const site = await openSite()
  serve(site, chosen)
  const contenders = await makeContenders(site, options.recorders)
  const runs = new Map<string, Run[]>()
  const failures = new Map<string, string>()
  const jobs = plan(chosen, contenders, options)
  say(`${jobs.length} runs, for at most ${options.minutes} minutes; load average ${before.join(' ')}`)
  let done = 0
  for (const { contender, workload } of jobs) {
    if (performance.now() - began > options.minutes * 60_000) break
    const cell = `${workload.name} ${contender.name}`
    const run = await tryRun(site, contender, workload, options.scale)
    if (typeof run === 'string') failures.set(cell, run)
    else runs.set(cell, [...(runs.get(cell) ?? []), run])
    done++
  }
  await site.close()

  const cells = createCells(
    chosen.flatMap(({ name }) =>
      contenders.flatMap(({ name: recorder }) => {
        const mine = runs.get(`${name} ${recorder}`)
        return mine ? [summarize(name, recorder, mine)] : []
      }),
    ),
  )
  for (const workload of chosen) printWorkload(say, workload, cells)
  say('')
  for (const line of legend) say(line)
  const gzipKb = Object.fromEntries(contenders.map(({ name, gzipKb }) => [name, Math.round(gzipKb * 10) / 10]))
  say(
    `\nscripts, gzip KB: ${Object.entries(gzipKb)
      .map(([name, kb]) => `${name} ${kb}`)
      .join(', ')}`,
  )
  for (const [cell, reason] of failures) say(`left out: ${cell}: ${reason}`)
  const goals = goalsOf(cells)
  printGoals(say, goals)
  const seconds = Math.round((performance.now() - began) / 1_000)
  const loads = { before, after: load() }
  say(
    `${done} of ${jobs.length} runs in ${seconds} s; load average ${loads.before[0]} before, ${loads.after.join(' ')} after`,
  )
  const ok = goals.every(({ met }) => met !== false)
  return { ok, figures: { seconds, loads, gzipKb, goals, failures: Object.fromEntries(failures), cells: cells.all } }
}
