import type { Language, ReviewTexts } from '../api.ts'
import { inFull, showFiles } from '../assets/draft-files.ts'
import type { Shell } from '../boot/shell.ts'
import type { Draft } from '../record/draft.ts'
import { element } from '../report/element.ts'
import { fill } from '../report/texts/all.ts'
import { applyEdits, type Edit, type Edited } from './edits.ts'
import { createLists } from './lists.ts'
import { createPicker } from './pick.ts'
import { createPlayer, type Player } from './player.ts'
import { revise } from './revise.ts'
import { css } from './style.ts'
import { reviewTexts } from './texts.ts'
import { unpack } from './unpack.ts'

export type ReviewSetup = {
  shell: Shell
  /** Gets the review instead of what it holds, and that back at the end. */
  dialog: HTMLDialogElement
  language: Language
  texts: Partial<ReviewTexts> | undefined
  draft: Draft
}

const styled = new WeakSet<Shell>()

const button = (kind: string, text: string) => element('button', { class: kind, type: 'button' }, text)

function createParts(texts: ReviewTexts) {
  const play = button('quiet', texts.play)
  const time = element('input', { type: 'range', min: '0', step: '100', 'aria-label': texts.time })
  const range = element('output')
  const [start, end] = [button('quiet', texts.startHere), button('quiet', texts.endHere)]
  const pick = element('button', { class: 'quiet', type: 'button', 'aria-pressed': 'false' }, texts.pick)
  const undo = element('button', { class: 'quiet', type: 'button', disabled: true }, texts.undo)
  const hint = element('p', { class: 'hint', role: 'status' })
  const room = element('div', { class: 'room' })
  const tools = element('div', { class: 'tools' }, play, time, range)
  const edits = element('div', { class: 'tools' }, start, end, pick, undo)
  const [discard, keep] = [button('quiet', texts.discard), button('main', texts.keep)]
  const stage = element('div', { class: 'stage' }, room, tools, edits, hint)
  return { play, time, range, start, end, pick, undo, hint, room, tools, edits, discard, keep, stage }
}

type Parts = ReturnType<typeof createParts>

/** What is edited, and what follows from it. */
function createSession(draft: Draft, events: Awaited<ReturnType<typeof unpack>>, changed: (now: Edited) => void) {
  const edits: Edit[] = []
  let now = applyEdits(events, draft.report, edits)
  const renew = () => {
    now = applyEdits(events, draft.report, edits)
    changed(now)
  }
  return {
    edits,
    renew,
    now: () => now,
    add(edit: Edit) {
      edits.push(edit)
      renew()
    },
    undo() {
      edits.pop()
      renew()
    },
  }
}

function connect(parts: Parts, player: Player, texts: ReviewTexts, session: ReturnType<typeof createSession>) {
  const { play, time, start, end, pick, room, hint } = parts
  const picker = createPicker({
    player,
    room,
    say: (words) => hint.replaceChildren(words),
    remove(id) {
      const { width = 0, height = 0 } = player.view.box(id) ?? {}
      const words = fill(texts.removed, { what: player.view.describe(id) })
      session.add({ kind: 'element', removal: { id, width, height } })
      hint.replaceChildren(words)
    },
    stopped: () => turn(false),
  })
  const turn = (on: boolean) => {
    pick.setAttribute('aria-pressed', String(on))
    hint.replaceChildren(on ? texts.pickHint : '')
    if (on) player.clock.pause()
    picker.turn(on)
    if (!on) pick.focus()
  }
  pick.addEventListener('click', () => turn(pick.getAttribute('aria-pressed') === 'false'))
  play.addEventListener('click', () => {
    if (player.clock.playing) player.clock.pause()
    else {
      const { startedAt, endedAt } = session.now().report.recording
      if (player.at >= endedAt) player.seek(startedAt)
      player.clock.play()
    }
    play.textContent = player.clock.playing ? texts.pause : texts.play
  })
  time.addEventListener('input', () => {
    player.clock.pause()
    player.seek(session.now().report.recording.startedAt + Number(time.value))
  })
  start.addEventListener('click', () => session.add({ kind: 'start', at: player.at }))
  end.addEventListener('click', () => session.add({ kind: 'end', at: player.at }))
}

/**
 * Plays the very bytes that would be sent and lets the customer take anything out of them. Resolves with the draft that
 * is left, or with `undefined` when nothing is to change.
 */
export async function openReview({
  shell,
  dialog,
  language,
  draft,
  ...setup
}: ReviewSetup): Promise<Draft | undefined> {
  const texts: ReviewTexts = { ...reviewTexts[language], ...setup.texts }
  if (!styled.has(shell)) shell.addStyle(css)
  styled.add(shell)
  const events = inFull(await unpack(draft.chunks), draft.files)
  const parts = createParts(texts)
  const before = [...dialog.childNodes]
  let player: Player | undefined

  const session = createSession(draft, events, (now) => show(now))
  const lists = createLists({ texts, remove: session.add })
  const show = ({ events: left, report }: Edited) => {
    const { startedAt, endedAt } = report.recording
    parts.time.max = String(Math.ceil((endedAt - startedAt) / 100) * 100)
    parts.range.value = fill(texts.range, { seconds: Math.max(1, Math.round((endedAt - startedAt) / 1_000)) })
    parts.undo.disabled = session.edits.length === 0
    player?.load(left, startedAt, endedAt)
    lists.show(draft.report, report)
  }
  const title = element('h2', { id: 'review', tabindex: '-1' }, texts.reviewTitle)
  const inner = element('div', { class: 'inner' }, parts.stage, lists.box)
  const foot = element('footer', {}, element('div', { class: 'buttons' }, parts.discard, parts.keep))
  const panel = element('div', { class: 'review' }, element('header', {}, title), inner, foot)
  dialog.replaceChildren(panel)
  dialog.classList.add('wide')
  dialog.setAttribute('aria-labelledby', 'review')
  parts.undo.addEventListener('click', session.undo)
  if (events.length) {
    player = await createPlayer({
      room: parts.room,
      title: texts.reviewPicture,
      files: showFiles(draft.files, draft.sourceOf),
      moved(at, playing) {
        parts.time.value = String(at - session.now().report.recording.startedAt)
        parts.play.textContent = playing ? texts.pause : texts.play
      },
    })
    connect(parts, player, texts, session)
  } else parts.stage.replaceChildren(element('p', { class: 'note' }, texts.reviewNone))
  session.renew()
  title.focus()
  const keep = await decision(dialog, parts)
  player?.clock.pause()
  dialog.classList.remove('wide')
  dialog.setAttribute('aria-labelledby', 'title')
  dialog.replaceChildren(...before)
  return keep && session.edits.length ? revise(draft, session.now()) : undefined
}

/** What the customer decided; Escape discards. */
function decision(dialog: HTMLDialogElement, { keep, discard }: Parts): Promise<boolean> {
  return new Promise((decide) => {
    const cancel = (event: Event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      end(false)
    }
    const end = (kept: boolean) => {
      dialog.removeEventListener('cancel', cancel, true)
      decide(kept)
    }
    dialog.addEventListener('cancel', cancel, true)
    keep.addEventListener('click', () => end(true))
    discard.addEventListener('click', () => end(false))
  })
}
