export { costOf } from './cost-of.ts'
export type { Charge, Hold, Money, NoMoney } from './money.ts'
export type { Pico, Price, Tier } from './price.ts'
export { noUsage, type Unit, type Usage } from './usage.ts'
