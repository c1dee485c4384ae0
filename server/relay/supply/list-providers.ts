import type { ModelProvider } from '@vitrine/protocol'
import { type Provider, providers } from '../providers/index.ts'

const toProvider = ({ id, name, baseUrl, fields, paths }: Provider): ModelProvider => ({
  id,
  name,
  ownAddress: baseUrl === '',
  fields: fields.map(({ name, label, secret, optional = false, preset = null }) => ({
    name,
    label,
    secret,
    optional,
    preset,
  })),
  endpoints: Object.keys(paths),
})

/** What can be set up, by the operator or by organizations. */
export const listProviders = (): ModelProvider[] => providers.map(toProvider)
