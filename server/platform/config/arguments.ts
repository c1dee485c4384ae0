import { parseArgs } from 'node:util'
import { nearest } from './nearest.ts'
import type { SettingName } from './settings.ts'

/** Which variable a flag stands in for. */
const flags: Readonly<Record<string, SettingName>> = {
  port: 'PORT',
  data: 'VITRINE_DATA_DIR',
  demo: 'VITRINE_DEMO',
}

export type Arguments = {
  readonly values: Partial<Record<SettingName, string>>
  readonly problems: readonly string[]
}

const known = [...Object.keys(flags), 'json']

/** `--port 4400`, `--port=4400`, `--data DIR`, `--demo=false`; `--json` is no setting; anything else is a problem. */
export function readArguments(args: readonly string[]): Arguments {
  const values: Arguments['values'] = {}
  const problems: string[] = []
  const options = { port: { type: 'string' }, data: { type: 'string' }, demo: { type: 'string' } } as const
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true })
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`"${token.value}" is not understood; flags begin with --.`)
    if (token.kind !== 'option') continue
    const name = flags[token.name]
    if (name && token.value) values[name] = token.value
    else if (name) problems.push(`${token.rawName} needs a value, for example ${token.rawName}=…`)
    else if (token.name !== 'json') problems.push(`${token.rawName} is not known${nearest(token.name, known, '--')}`)
  }
  return { values, problems }
}
