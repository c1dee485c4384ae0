import type { CanvasChange } from './events.ts'
import type { TreeNode } from './tree.ts'

const mostCommands = 500

const weight = (change: CanvasChange) => change.commands?.length ?? 1

/** The drawing so far: from the last time the whole canvas was cleared, and never more than the newest commands. */
export function changeCanvas({ kept, attributes }: TreeNode, data: CanvasChange): CanvasChange[] {
  const first = data.commands?.[0]
  const [x, y, width, height] = first?.args ?? []
  const clears =
    first?.property === 'clearRect' &&
    x === 0 &&
    y === 0 &&
    Number(width) >= Number(attributes.width ?? 300) &&
    Number(height) >= Number(attributes.height ?? 150)
  if (clears) return [data]
  const drawing = [...(kept?.canvas ?? []), data]
  let commands = drawing.reduce((sum, change) => sum + weight(change), 0)
  while (drawing.length > 1 && commands > mostCommands) commands -= weight(drawing.shift() as CanvasChange)
  return drawing
}
