import { bytes, defaulted, id, nullable, operational, table, text, texts, timestamp } from '@vitrine/ledger'
import { operation } from '../activity.ts'

const about = (what: string) => operational('operation', { what })

export const rootKeys = table(
  'root_keys',
  {
    what: 'The keys under which all other keys and the installation’s secrets are encrypted, themselves encrypted under the master key.',
    activity: operation,
    subjects: [],
    keep: { lifetime: 'a key until it has been replaced; that there was one, for good' },
    region: 'control',
    store: 'keys',
  },
  {
    id: text(operational('reference', { what: 'By what the key is told from others; says nothing about it.' })),
    state: text(about('Whether it is the next one, the current one, an earlier one, or destroyed.')),
    wrapped: nullable(bytes(operational('secret', { what: 'The key, encrypted under the master key.' }))),
    created_at: defaulted(timestamp(about('When it was made.'))),
    current_since: nullable(timestamp(about('Since when it encrypted.'))),
    retire_after: nullable(timestamp(about('Until when what was signed with it stays valid.'))),
    retired_at: nullable(timestamp(about('When it was destroyed.'))),
  },
)

export const keyHolders = table(
  'key_holders',
  {
    what: 'Which of the installation’s processes run and which root keys they know, so that none is left behind when a key changes.',
    activity: operation,
    subjects: [],
    keep: { days: 1, from: 'seen_at' },
    region: 'control',
    store: 'keys',
  },
  {
    id: id(),
    name: text(about('What the process does, on which machine, and its number there.')),
    knows: texts(about('The ids of the keys that it knows.')),
    seals_with: text(about('The id of the key that it encrypts with.')),
    seen_at: defaulted(timestamp(about('When it last said so.'))),
  },
)
