import { check, listDifferences, renderPrivacyPage } from '@vitrine/ledger'
import type { Context } from './context.ts'
import { declarations } from './declarations.ts'
import { openContext } from './open-context.ts'
import { findDifferences } from './platform/agreement.ts'
import { readConfig } from './platform/config/read-config.ts'
import { publishPrivacyPage } from './privacy/index.ts'

type Command = { readonly what: string; readonly run: (ctx: Context) => Promise<number> }

/** Operator commands. Each opens the installation's stores, so with the embedded database the server must be stopped. */
const commands: Record<string, Command> = {
  migrate: {
    what: 'brings the database to the newest shape',
    run: async () => {
      console.log('The database has the newest shape.')
      return 0
    },
  },
  'ledger check': {
    what: 'compares every store with the declarations, both ways',
    run: async (ctx) => {
      const differences = await findDifferences(ctx)
      console.log(differences.length === 0 ? 'Stores and declarations agree.' : listDifferences(differences))
      return differences.length === 0 ? 0 : 1
    },
  },
  'ledger render': {
    what: 'prints the privacy page as HTML',
    run: async (ctx) => {
      const { page, edition } = await publishPrivacyPage(ctx)
      console.log(renderPrivacyPage(page, edition))
      return 0
    },
  },
}

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const command = commands[words.join(' ')]
if (!command) {
  const list = Object.entries(commands).map(([name, { what }]) => `  ${name.padEnd(14)} ${what}`)
  console.error(`Usage: npm run vitrine -- COMMAND [--data=DIR]\n\n${list.join('\n')}`)
  process.exit(2)
}
const problems = check(declarations)
if (problems.length > 0) {
  console.error(listDifferences(problems))
  process.exit(1)
}
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const { ctx, close } = await openContext(readConfig(process.env, flags), declarations)
const code = await command.run(ctx).finally(close)
process.exit(code)
