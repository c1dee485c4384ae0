import { moneyChaos } from './chaos/money.ts'

/** `npm run chaos -- money`: what must hold however often machines die is shown by killing them. */
const [name, ...rest] = process.argv.slice(2)
if (name !== 'money') {
  console.log('npm run chaos -- money [--requests=10000] [--crashes=40] [--seed=SEED]')
  process.exit(1)
}
const flag = (of: string) => rest.find((one) => one.startsWith(`--${of}=`))?.slice(of.length + 3)
const seed = flag('seed')
const started = performance.now()
const { wrong, ...counts } = await moneyChaos({
  requests: Number(flag('requests') ?? 10_000),
  crashes: Number(flag('crashes') ?? 40),
  ...(seed && { seed }),
})
console.log(JSON.stringify({ ...counts, seconds: Math.round((performance.now() - started) / 1_000) }, undefined, 1))
for (const problem of wrong) console.log(problem)
console.log(
  wrong.length === 0 ? 'Balances equal entries; nothing lost, double, overspent or left set aside.' : 'NOT all well.',
)
process.exit(wrong.length === 0 ? 0 : 1)
