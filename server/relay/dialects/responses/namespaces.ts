import { asText, type Json, said } from '../middle/json.ts'
import type { Talk } from '../middle/talk.ts'

const BETWEEN = '__'

/** A tool of a namespace by one name, for those who know none. */
export const joinedName = (namespace: string | undefined, name: string): string =>
  namespace === undefined ? name : `${namespace}${BETWEEN}${name}`

/** As `joinedName`, of an item or a choice. */
export const nameIn = (of: Json): string => joinedName(said(of.namespace), asText(of.name))

/** What the client calls the tool of that name. */
export function ownName(talk: Talk, name: string): { readonly name: string; readonly namespace?: string } {
  const namespace = talk.tools.find((tool) => tool.name === name)?.namespace
  return namespace === undefined ? { name } : { name: name.slice(namespace.length + BETWEEN.length), namespace }
}
