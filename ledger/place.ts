import type { Activity } from './activity.ts'
import type { Capability } from './capability.ts'
import type { Ttl } from './keep.ts'
import type { Meaning, SubjectKind } from './meaning.ts'
import type { Region } from './table.ts'

/** A key and an object have one home. */
type PlaceRegion = Exclude<Region, 'each'>

type Placeholder<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never
export type Params<P extends string> = { readonly [K in Placeholder<P>]: string }

/** A pattern's `{name}` parts filled in. Values can't contain the separators, so no key reaches another's place. */
export function fill(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || !/^[\w.@-]+$/.test(value) || value === '..' || value === '.')
      throw new Error(`"${name}" of ${pattern} must be letters, digits, "_", "-", "." or "@"`)
    return value
  })
}

/** The pattern as a regular expression that matches the keys made from it. */
export const matcher = (pattern: string, tail = ''): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[\\w.@-]+')}${tail}$`)

/** What an ephemeral key holds decides which operations the port allows on it. */
export type KeyKind = 'counter' | 'value' | 'map' | 'window' | 'set' | 'reservation' | 'channel' | 'lock'

export type KeyspaceDeclaration = {
  readonly pattern: string
  readonly kind: KeyKind
  readonly what: string
  readonly activity: Activity
  readonly subjects: readonly SubjectKind[]
  readonly holds: Meaning
  /** Of a map: what its entries, JSON objects, hold by field. A copy of data has of them what is no secret. */
  readonly entries?: Readonly<Record<string, Meaning>>
  readonly ttl: Ttl
  /** `restart`: must still be there after one; such keys go to PostgreSQL in the embedded default. */
  readonly survives: 'restart' | 'nothing'
  readonly region: PlaceRegion
  /** The table whose columns fill the placeholders: its erasure deletes the keys of the row. */
  readonly of?: string
}

export type Keyspace<Kind extends KeyKind, Pattern extends string> = KeyspaceDeclaration & {
  readonly kind: Kind
  /** One key of this space. */
  readonly key: (params: Params<Pattern>) => EphemeralKey<Kind>
}

/** A key that only a keyspace can make, carrying its declaration: TTL and placement follow from it. */
export type EphemeralKey<Kind extends KeyKind = KeyKind> = {
  readonly name: string
  readonly space: KeyspaceDeclaration & { readonly kind: Kind }
}

/** The only way to get an ephemeral key. */
export function keyspace<const Pattern extends string, const Kind extends KeyKind>(
  pattern: Pattern,
  about: Omit<KeyspaceDeclaration, 'pattern' | 'kind'> & { readonly kind: Kind },
): Keyspace<Kind, Pattern> {
  const space: Keyspace<Kind, Pattern> = {
    pattern,
    ...about,
    key: (params) => ({ name: fill(pattern, params), space }),
  }
  return space
}

/** An object's key that only a bucket can make. */
export type ObjectKey = { readonly name: string; readonly bucket: BucketDeclaration }
export type ObjectPrefix = { readonly prefix: string; readonly bucket: BucketDeclaration }

export type BucketDeclaration = {
  /** Ends with "/"; placeholders are columns of the table `of`. */
  readonly pattern: string
  readonly what: string
  readonly activity: Activity
  readonly subjects: readonly SubjectKind[]
  readonly holds: Meaning
  readonly region: PlaceRegion
  /** The objects live and go with the rows of this table. */
  readonly of: string
  /** Encrypted with the row's data key before it is written. */
  readonly encrypted: boolean
  /** Filled only in projects that have this turned on. */
  readonly onlyWith?: Capability
  /** Made from other entries for somebody to take away: not part of what is taken away next. */
  readonly copies?: boolean
}

export type Bucket<Pattern extends string> = BucketDeclaration & {
  readonly prefix: (params: Params<Pattern>) => ObjectPrefix
  readonly object: (params: Params<Pattern>, name: string) => ObjectKey
}

/** The only way to get an object key. */
export function bucket<const Pattern extends `${string}/`>(
  pattern: Pattern,
  about: Omit<BucketDeclaration, 'pattern'>,
): Bucket<Pattern> {
  const made: Bucket<Pattern> = {
    pattern,
    ...about,
    prefix: (params) => ({ prefix: fill(pattern, params), bucket: made }),
    object: (params, name) => ({ name: fill(`${pattern}{name}`, { ...params, name }), bucket: made }),
  }
  return made
}

/** Something kept in a browser: a cookie, a localStorage entry, an IndexedDB database. */
export type BrowserKey = {
  readonly name: string
  readonly store: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB'
  readonly room: 'dashboard' | 'snippet'
  readonly what: string
  readonly holds: Meaning
  readonly ttl: Ttl
  /** `necessary` needs no consent; else the capability whose consent allows it. */
  readonly consent: 'necessary' | 'record' | 'remember' | 'activity' | 'call'
}

export const browserKey = (name: string, about: Omit<BrowserKey, 'name'>): BrowserKey => ({ name, ...about })

/** A file that one machine keeps in its data folder: what must be safe before any store is asked. */
export type LocalFile = {
  /** Its path below the data folder; `{name}` parts are filled in. */
  readonly pattern: string
  readonly what: string
  readonly activity: Activity
  readonly subjects: readonly SubjectKind[]
  readonly holds: Meaning
  /** When its content goes, in plain words. */
  readonly kept: string
}

export type LocalFileOf<Pattern extends string> = LocalFile & { readonly path: (params: Params<Pattern>) => string }

/** The only way to get the path of such a file. */
export const localFile = <const Pattern extends `${string}/${string}`>(
  pattern: Pattern,
  about: Omit<LocalFile, 'pattern'>,
): LocalFileOf<Pattern> => ({ pattern, ...about, path: (params) => fill(pattern, params) })
