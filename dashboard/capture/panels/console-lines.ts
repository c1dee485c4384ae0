import type { ConsoleEntry, Recording } from '@vitrine/protocol'

export type Level = ConsoleEntry['level']
export type ConsoleLine = { at: number; level: Level; text: string; stack: string | undefined; uncaught: boolean }

/** What a browser's console would have shown: calls of `console` and uncaught errors, in the order they happened. */
export function consoleLines({ console, timeline }: Pick<Recording, 'console' | 'timeline'>): ConsoleLine[] {
  const calls = console.map(({ at, level, args, stack }) => ({
    at,
    level,
    text: args.join(' '),
    stack,
    uncaught: false,
  }))
  const errors = timeline.flatMap((entry) =>
    entry.kind === 'error'
      ? [{ at: entry.at, level: 'error' as const, text: entry.message, stack: entry.stack, uncaught: true }]
      : [],
  )
  return [...calls, ...errors].sort((a, b) => a.at - b.at)
}

export const levelGroups = { all: 'All', error: 'Errors', warn: 'Warnings', info: 'Info' } as const
export type LevelGroup = keyof typeof levelGroups

const groupOf = (level: Level): LevelGroup => (level === 'error' || level === 'warn' ? level : 'info')

export const filterLines = (lines: readonly ConsoleLine[], group: LevelGroup, search: string): ConsoleLine[] => {
  const wanted = search.toLowerCase()
  return lines.filter(
    ({ level, text }) => (group === 'all' || groupOf(level) === group) && text.toLowerCase().includes(wanted),
  )
}
