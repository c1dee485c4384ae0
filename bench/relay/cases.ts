export type Shape = { readonly large: boolean; readonly stream: boolean }

export type Case = Shape & { readonly name: string; readonly title: string; readonly connections: number }

const shapes: readonly (Shape & { readonly name: string; readonly title: string })[] = [
  { name: 'json', title: '1 KB, answered whole', large: false, stream: false },
  { name: 'large', title: '50 KB with a dozen tools, answered whole', large: true, stream: false },
  { name: 'stream', title: '1 KB, answered in 50 pieces', large: false, stream: true },
]

export const shapeNames = shapes.map(({ name }) => name)

export const casesOf = (names: readonly string[], connections: readonly number[]): Case[] =>
  shapes
    .filter(({ name }) => names.includes(name))
    .flatMap((shape) => connections.map((count) => ({ ...shape, connections: count })))
