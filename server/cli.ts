import { check, listDifferences } from '@vitrine/ledger'
import { auditExport, auditVerify } from './commands/audit.ts'
import { balancesCheck } from './commands/balances.ts'
import type { Command, Input } from './commands/command.ts'
import { ledgerCheck, ledgerRender } from './commands/ledger.ts'
import { receiptVerify } from './commands/receipt.ts'
import { rotateKeysCommand } from './commands/rotate-keys.ts'
import { tombstonesApply } from './commands/tombstones.ts'
import { declarations } from './declarations.ts'
import { openContext } from './open-context.ts'
import { readConfig } from './platform/config/read-config.ts'

const migrate: Command = {
  words: 'migrate',
  what: 'brings the database to the newest shape',
  run: async () => {
    console.log('The database has the newest shape.')
    return 0
  },
}

/** Operator commands, one line each. They work beside a running server. */
const commands: readonly Command[] = [
  migrate,
  ledgerCheck,
  ledgerRender,
  tombstonesApply,
  auditExport,
  auditVerify,
  balancesCheck,
  receiptVerify,
  rotateKeysCommand,
]

const given = process.argv.slice(2)
const words = given.filter((word) => !word.startsWith('--'))
const command = commands.find(({ words: own }) => `${words.join(' ')} `.startsWith(`${own} `))
if (!command) {
  const list = commands.map(
    ({ words: own, takes, what }) => `  ${[own, takes].filter(Boolean).join(' ')}\n      ${what}`,
  )
  console.error(`Usage: npm run vitrine -- COMMAND [--data=DIR]\n\n${list.join('\n')}`)
  process.exit(2)
}

const isOwn = (flag: string) => command.flags?.includes(flag.slice(2).split('=')[0] ?? '') ?? false
const flags = given.filter((word) => word.startsWith('--'))
const input: Input = {
  args: words.slice(command.words.split(' ').length),
  flags: Object.fromEntries(
    flags.filter(isOwn).map((flag) => {
      const [name = '', ...value] = flag.slice(2).split('=')
      return [name, value.join('=')]
    }),
  ),
}
if ('offline' in command) process.exit(await command.offline(input))

const problems = check(declarations)
if (problems.length > 0) {
  console.error(listDifferences(problems))
  process.exit(1)
}
const { ctx, close } = await openContext(
  readConfig(
    process.env,
    flags.filter((flag) => !isOwn(flag)),
  ),
  declarations,
  { join: true },
)
const operator = { ...ctx, actor: { kind: 'operator' } } as const
process.exit(await command.run(operator, input).finally(close))
