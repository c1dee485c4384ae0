/** What sends reports, loaded when the dialog opens and when a report waits from before. */
import type { Language, Texts } from '../api.ts'
import type { Shell } from '../boot/shell.ts'
import { explain } from '../report/explain.ts'
import { outcomes } from '../report/texts/outcomes.ts'
import { createSender, type Sender, type SenderSetup } from './create-sender.ts'
import { createNote, type Note } from './note.ts'

export type { Sender } from './create-sender.ts'

export type Setup = Omit<SenderSetup, 'refused'> & {
  shell: Shell
  language: Language
  texts: Partial<Texts> | undefined
  /** Whether there is a button of ours to say it at. */
  hasButton: () => boolean
  failed: (error: unknown) => void
}

export type OpenedSender = Sender & {
  /** Says at the button, and to those who listen, that a report can't be sent. */
  refused: (error: unknown) => void
}

export function openSender(setup: Setup): OpenedSender {
  const words = { ...outcomes[setup.language], ...setup.texts }
  let note: Note | undefined
  const refused = (error: unknown) => {
    setup.failed(error)
    if (!setup.hasButton()) return
    note ??= createNote(setup.shell, words.closeNote)
    note.say(`${words.refusedLater} ${explain(error, words).words}`)
  }
  return { ...createSender({ ...setup, refused }), refused }
}
