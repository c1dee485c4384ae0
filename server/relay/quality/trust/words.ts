import type { QualityKind, QualityStatus } from '@vitrine/protocol'

export const kindTitles: Readonly<Record<QualityKind, string>> = {
  fingerprint: 'Same model',
  eval: 'Small exam',
  latency: 'Speed',
  route: 'Availability',
}

/** In words, since a colour alone tells not everybody. */
export const statusWords: Readonly<Record<QualityStatus, string>> = {
  pass: 'As usual',
  warn: 'Noticeable',
  fail: 'Not as usual',
}

export const measured: Readonly<Record<QualityKind, string>> = {
  fingerprint:
    'A few short fixed questions, to which each model has answers of its own. They are compared with what the same way to the model answered before, and with other ways to it.',
  eval: 'Five questions whose answers a program can check: a sum, a fact in a text, an instruction, JSON of a given form, and the use of a tool.',
  latency:
    'How long one question takes until its answer begins, and how fast it is written, against the same way’s own past.',
  route:
    'Of the requests of each hour, how many were answered, and how soon. Computed from times and outcomes; nothing that was asked or answered is looked at. Hours with few requests are left out.',
}

export const limits: readonly string[] = [
  'It is no proof. A provider that recognises our questions could answer them with another model than yours.',
  'It sees changes. A model that was not what it is called from the very first question on is seen only if it fails the exam or differs from other ways to it.',
  'The exam is small: it notices that something broke, and says nothing about how good a model is.',
  'Models do not always answer alike, and providers update them. “Noticeable” is a reason to look, not a finding.',
  'Of several ways to a model the worst is shown. Which ways those are, and how many requests they serve, is not.',
]
