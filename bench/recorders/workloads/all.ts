import { adminDashboard } from './admin-dashboard.ts'
import { biggerTable, biggestTable, bigTable } from './big-table.ts'
import { blank } from './blank.ts'
import { caseBoard } from './case-board.ts'
import { cssRules } from './css-rules.ts'
import { iframes } from './iframes.ts'
import { longDay } from './long-day.ts'
import { mutations } from './mutations.ts'
import { rows } from './rows.ts'
import { svgStorm } from './svg-storm.ts'
import { typing } from './typing.ts'
import type { Workload } from './workload.ts'

export const workloads: readonly Workload[] = [
  blank,
  bigTable,
  biggerTable,
  biggestTable,
  mutations,
  rows,
  typing,
  cssRules,
  adminDashboard,
  caseBoard,
  svgStorm,
  iframes,
  longDay,
]
