import { type Recording, sources } from './recording.ts'

export type Rule = { rule: string; index?: number | number[] }
export type Edit =
  | { add: Rule }
  | { remove: number | number[] }
  | { replace: string }
  | { index: number[]; set: { property: string; value: string; priority?: string } }
  | { index: number[]; remove: { property: string } }

/** Tells what scripts did to one sheet, in order. A player makes all additions of one event before its removals. */
export function tellEdits({ emit }: Recording, owner: object, edits: readonly Edit[]): void {
  let adds: Rule[] = []
  let removes: { index: number | number[] }[] = []
  const tellRules = () => {
    if (adds.length + removes.length === 0) return
    emit(sources.styleSheetRule, { ...owner, ...(adds.length && { adds }), ...(removes.length && { removes }) })
    adds = []
    removes = []
  }
  for (const edit of edits) {
    if ('add' in edit) {
      if (removes.length) tellRules()
      adds.push(edit.add)
    } else if ('index' in edit) {
      tellRules()
      emit(sources.styleDeclaration, { ...owner, ...edit })
    } else if ('replace' in edit) {
      tellRules()
      emit(sources.styleSheetRule, { ...owner, replaceSync: edit.replace })
    } else removes.push({ index: edit.remove })
  }
  tellRules()
}
