import type { Goal } from './goals.ts'
import type { Cell, Cells } from './summarize.ts'
import type { Workload } from './workloads/workload.ts'

type Say = (line: string) => void

const number = (value: number | undefined): string => {
  if (value === undefined) return '–'
  return Math.abs(value) < 10 && !Number.isInteger(value) ? value.toFixed(1) : value.toFixed(0)
}

const leastToCompare = 5

/** A figure and how many times rrweb's it is, where both are more than noise. */
function beside(value: number | undefined, theirs: number | undefined): string {
  if (value === undefined || theirs === undefined || theirs < leastToCompare || value <= 0) return number(value)
  return `${number(value)} (${(value / theirs).toFixed(2)})`
}

const right = ({ right }: Cell) => (right === undefined ? '–' : right ? 'yes' : 'WRONG')

type Column = { title: string; wide?: true; read: (cell: Cell, rrweb: Cell | undefined) => string }

function columns({ name, drive }: Workload, cells: Cells): Column[] {
  const over = (title: string, figure: 'scriptMs' | 'cpuMs'): Column => ({
    title,
    wide: true,
    read: ({ recorder }, rrweb) =>
      beside(cells.over(name, recorder, figure), rrweb && cells.over(name, 'rrweb', figure)),
  })
  const start: Column[] = [
    { title: 'start ms', read: ({ syncMs }) => number(syncMs) },
    { title: 'longest task', wide: true, read: ({ longestMs }, rrweb) => beside(longestMs, rrweb?.longestMs) },
  ]
  const run: Column[] = [
    over('script ms', 'scriptMs'),
    over('CPU ms', 'cpuMs'),
    { title: 'page MB', read: ({ pageMb }) => number(pageMb) },
    { title: 'workers', read: ({ workersMb }) => number(workersMb) },
    { title: 'sent KB', wide: true, read: ({ kb }, rrweb) => beside(kb, rrweb?.kb) },
    { title: 'picture', wide: true, read: ({ pictureKb }, rrweb) => beside(pictureKb, rrweb?.pictureKb) },
    { title: 'right', read: right },
  ]
  const special: Record<string, Column[]> = {
    svg: [{ title: 'KB/min', read: ({ recorder }) => number(cells.kbPerMinute('svg', recorder)) }],
    iframe: [
      { title: 'documents', read: ({ leakedDocuments }) => number(leakedDocuments) },
      { title: 'nodes', read: ({ leakedNodes }) => number(leakedNodes) },
    ],
    day: ['start', 'middle', 'end'].map((mark) => ({ title: `MB ${mark}`, read: ({ marks }) => number(marks[mark]) })),
  }
  return [...start, ...(drive ? run : []), ...(special[name] ?? []), { title: 'n', read: ({ n }) => String(n) }]
}

export function printWorkload(say: Say, workload: Workload, cells: Cells): void {
  const mine = cells.all.filter((cell) => cell.workload === workload.name)
  const all = columns(workload, cells)
  const line = (name: string, texts: string[]) =>
    say(name.padEnd(12) + texts.map((text, i) => text.padStart(all[i]?.wide ? 14 : 10)).join(''))
  say(`\n${workload.name}: ${workload.title}`)
  line(
    '',
    all.map(({ title }) => title),
  )
  for (const cell of mine) {
    const rrweb = ['none', 'rrweb'].includes(cell.recorder) ? undefined : cells.of(workload.name, 'rrweb')
    line(
      cell.recorder,
      all.map(({ read }) => read(cell, rrweb)),
    )
  }
}

export function printGoals(say: Say, goals: readonly Goal[]): void {
  say('')
  for (const { goal, measured, met } of goals)
    say(`${met === undefined ? '–     ' : met ? 'met   ' : 'MISSED'} ${goal}: ${measured}`)
}

export const legend: readonly string[] = [
  'start ms: the start call; longest task: of the main thread while its scripts load and it starts (tracing, RunTask);',
  'all but start ms are processor time: another program on the machine does not count',
  'script, CPU: JavaScript of the main thread, all threads of the page’s process, while the page works; over the page alone',
  'page, workers: MB held after garbage collection, beyond the bare page; sent: bodies of all requests; picture: of these the',
  'recording; right: the recording, folded, shows the elements and circles of the page at its end; (n): times rrweb’s',
  'vitrine masks as by default and sends one report at the end; rrweb has its defaults and goes into one gzip stream',
]
