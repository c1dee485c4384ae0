import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Seconds of processor time that processes have taken, with all of their threads. */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0
  for (const pid of pids) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program may hold anything, so that fields count from its closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks / ticksPerSecond
}

/** Of a process and those that it has started, the ones that have ended included. */
export function cpuWithChildren(pid: number): number {
  const ended = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = ended.slice(ended.lastIndexOf(')') + 2).split(' ')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return cpuSeconds([pid, ...children]) + (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}

export function memoryMb(pids: readonly number[]): number {
  let kb = 0
  for (const pid of pids) kb += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  return kb / 1_024
}
