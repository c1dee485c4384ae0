import type { Player } from './player.ts'

type Setup = {
  player: Player
  room: HTMLElement
  /** Says what would be removed. */
  say: (words: string) => void
  remove: (id: number) => void
  stopped: () => void
}

const arrows: Record<string, 'out' | 'in' | 'before' | 'after'> = {
  ArrowUp: 'out',
  ArrowDown: 'in',
  ArrowLeft: 'before',
  ArrowRight: 'after',
}

/** Lets the customer point at what should not be sent, with the mouse, a finger or the keyboard. */
export function createPicker({ player, room, say, remove, stopped }: Setup) {
  const { view, cover } = player
  const mark = document.createElement('div')
  mark.className = 'frame-mark'
  mark.hidden = true
  cover.append(mark)
  let chosen: number | undefined
  let picking = false

  const choose = (id: number | undefined) => {
    const box = id === undefined ? undefined : view.box(id)
    mark.hidden = !box
    chosen = box ? id : undefined
    if (!box || id === undefined) return
    const { x, y, width, height } = player.outside(box)
    Object.assign(mark.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` })
    say(view.describe(id))
  }
  const at = (event: PointerEvent | MouseEvent) => {
    const { left, top } = cover.getBoundingClientRect()
    const { x, y } = player.inside({ x: event.clientX - left, y: event.clientY - top })
    return view.hit(x, y)
  }
  const take = (id: number | undefined) => {
    if (id === undefined) return
    choose(undefined)
    remove(id)
  }
  cover.addEventListener('pointermove', (event) => picking && choose(at(event)))
  cover.addEventListener('click', (event) => picking && take(at(event)))
  cover.addEventListener('keydown', (event) => {
    if (!picking) return
    const way = arrows[event.key]
    if (way) choose(view.step(chosen, way) ?? chosen)
    else if (event.key === 'Enter') take(chosen)
    else if (event.key === 'Escape') stopped()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  return {
    turn(on: boolean) {
      picking = on
      room.classList.toggle('picking', on)
      if (on) cover.tabIndex = 0
      else cover.removeAttribute('tabindex')
      if (on) cover.focus()
      else choose(undefined)
    },
  }
}
