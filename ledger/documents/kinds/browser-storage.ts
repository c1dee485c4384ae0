import { duration } from '../../keep.ts'
import type { BrowserKey } from '../../place.ts'
import type { Block, Section } from '../model.ts'
import { type Subject, textBlock } from '../parts.ts'

type Listed = {
  readonly name: string
  readonly store: string
  readonly room: string
  readonly what: string
  readonly kept: string
  readonly consent: string
}

export const browserRow = ({ name, store, room, what, ttl, consent }: BrowserKey): Listed => ({
  name,
  store,
  room,
  what,
  consent,
  kept: duration(ttl.seconds),
})

export const browserTable = (id: string, keys: readonly Listed[]): Block => ({
  kind: 'table',
  id,
  caption: 'Browser storage',
  columns: [
    { id: 'name', title: 'Name', code: true },
    { id: 'store', title: 'Kind' },
    { id: 'room', title: 'Set by' },
    { id: 'what', title: 'What for' },
    { id: 'kept', title: 'Kept' },
    { id: 'consent', title: 'Consent' },
  ],
  rows: keys.map((key) => ({ id: `${key.room} ${key.store} ${key.name}`, cells: key })),
  empty: 'Nothing is kept in the browser.',
})

/** By where it is set: a visitor of a client's site meets the first, whoever works here the second. */
export function browserStorage({ declarations, project }: Subject): Section[] {
  const of = (room: BrowserKey['room']) => declarations.browserKeys.filter((key) => key.room === room).map(browserRow)
  return [
    {
      id: 'snippet',
      title: 'On a client’s site',
      blocks: [
        textBlock('Set by the snippet. “necessary” needs no consent; else the consent that is asked for is named.'),
        browserTable('snippet', of('snippet')),
      ],
    },
    ...(project
      ? []
      : [{ id: 'dashboard', title: 'In the dashboard', blocks: [browserTable('dashboard', of('dashboard'))] }]),
  ]
}
