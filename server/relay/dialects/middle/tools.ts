import type { Talk, Tool } from './talk.ts'

/** The tools that the choice leaves. */
export function toolsAllowed({ tools, choice }: Talk): readonly Tool[] {
  const only = choice && choice.kind !== 'tool' ? choice.only : undefined
  return only ? tools.filter(({ name }) => only.includes(name)) : tools
}
