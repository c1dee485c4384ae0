import type { MaskingMode, MaskingPolicy } from '@vitrine/masking'

export const modes: readonly { value: MaskingMode; label: string; shows: string; fits: string }[] = [
  {
    value: 'strict',
    label: 'Strict',
    shows: 'Replays show shapes only: every text, every input and every attribute is masked, image files are blocked.',
    fits: 'Health, banking, anything where the words on the page are secrets.',
  },
  {
    value: 'balanced',
    label: 'Balanced',
    shows: 'Everything typed is masked. Text stays readable except where it looks like an e-mail, phone, card or key.',
    fits: 'Most sites. Agents can read the page, visitors keep their data.',
  },
  {
    value: 'open',
    label: 'Open',
    shows: 'Text and inputs are readable. Passwords, card numbers and credentials are masked even here.',
    fits: 'Internal tools where everybody involved agreed to it.',
  },
]

export const rules: readonly { key: Exclude<keyof MaskingPolicy, 'mode'>; label: string; does: string }[] = [
  { key: 'mask', label: 'Always mask', does: 'Text and inputs inside are masked, whatever the mode.' },
  { key: 'block', label: 'Block', does: 'Replaced by an empty box of the same size.' },
  { key: 'unmask', label: 'Show in clear', does: 'Readable, whatever the mode. Credentials stay masked.' },
  { key: 'ignore', label: 'Ignore input', does: 'What visitors do there is not recorded.' },
]
