import type { ModelProvider } from '@vitrine/protocol'

/** A way to a provider as its form holds it. */
export type AccessValues = {
  readonly provider: string
  readonly name: string
  readonly baseUrl: string
  readonly fields: Readonly<Record<string, string>>
  readonly models: string[]
}

export const emptyAccess: AccessValues = { provider: '', name: '', baseUrl: '', fields: {}, models: [] }

/** What the server is told: what was left empty is left out. */
export const accessOf = ({ provider, name, baseUrl, fields }: AccessValues) => ({
  provider,
  name: name.trim(),
  ...(baseUrl.trim() !== '' && { baseUrl: baseUrl.trim() }),
  fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')),
})

type Problems = Record<string, string>

/** What is missing, by field; `undefined` while no provider is chosen. */
export function accessProblems(values: AccessValues, provider: ModelProvider | undefined): Problems {
  if (!provider) return { provider: 'Choose a provider.' }
  const problems: Problems = {}
  if (values.name.trim() === '') problems['name'] = 'Give it a name.'
  if (provider.ownAddress && !URL.canParse(values.baseUrl))
    problems['baseUrl'] = 'Enter an address, such as https://models.example/v1.'
  for (const { name, optional, preset } of provider.fields)
    if (!optional && preset === null && !values.fields[name]?.trim()) problems[`fields.${name}`] = 'This is needed.'
  return problems
}
