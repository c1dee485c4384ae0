/** Facts of the page's own: order number, plan, feature flags. Masked like everything else. */
export type Facts = Record<string, string | number | boolean | null>

export type Language = 'en' | 'de' | 'fr' | 'es' | 'zh'

/** Every text a customer can see; `{…}` is filled in. */
export type Texts = {
  button: string
  loadFailed: string
  title: string
  close: string
  describe: string
  describeHint: string
  describeMissing: string
  contents: string
  review: string
  voiceAdd: string
  voice: string
  spoken: string
  replay: string
  seconds: string
  none: string
  console: string
  requests: string
  requestsWithContents: string
  files: string
  actions: string
  page: string
  browser: string
  context: string
  masked: string
  strictest: string
  privacy: string
  cancel: string
  notNow: string
  send: string
  collecting: string
  sending: string
  progress: string
  sent: string
  sentHint: string
  reference: string
  done: string
  retry: string
  withoutReplay: string
  dontSend: string
  queuedOffline: string
  queuedBusy: string
  offline: string
  full: string
  refused: string
  refusedLater: string
  gone: string
  expired: string
  tooLarge: string
  busy: string
  failed: string
  closeNote: string
}

/** What the review before sending says. */
export type ReviewTexts = {
  reviewTitle: string
  reviewPicture: string
  reviewNone: string
  play: string
  pause: string
  time: string
  startHere: string
  endHere: string
  pick: string
  pickHint: string
  removed: string
  remove: string
  undo: string
  keep: string
  discard: string
  consoleLines: string
  requestLines: string
  actionLines: string
  factLines: string
  more: string
  nothing: string
  range: string
}

/** What the voice note says. */
export type VoiceTexts = {
  voiceRecording: string
  voicePaused: string
  voiceLevel: string
  voicePause: string
  voiceResume: string
  voiceStop: string
  voiceShowPage: string
  voiceNote: string
  voicePlay: string
  voiceSilence: string
  voiceAgain: string
  voiceRemove: string
  voiceDenied: string
}

/** The installation's public key (EC P-256), against which masking rules are checked. */
export type InstallationKey = { kty?: string; crv?: string; x?: string; y?: string }

export type Options = {
  /** The project's public key, `pk_…`. */
  key: string
  /** Address of the Vitrine server. The script tag knows it by itself. */
  server: string
  /** Without it no rules can be trusted and everything is masked. The script tag brings it along. */
  installation?: InstallationKey
  /** BCP 47; else the page's `lang`, else the browser's. */
  locale?: string
  texts?: Partial<Texts & ReviewTexts & VoiceTexts>
  /** `false`: no button; call `Vitrine.report()` from one of your own. */
  button?: boolean
  theme?: 'auto' | 'light' | 'dark'
  /** `required`: nothing is kept in memory until `Vitrine.consent({ record: true })`. */
  consent?: 'granted' | 'required'
}

export type VitrineEvents = {
  /** Capture works; `recording` is false where reports carry a description only. */
  ready: { recording: boolean }
  open: object
  close: object
  /** Also of a report that waited and was sent from a later page. */
  sent: { reportId: string }
  /** It could not be sent for now, is kept on this device, and will be. */
  queued: { reportId: string }
  /** `code` of a report that can't be sent: `refused`, `gone`, `expired`, `too-large`, `failed`. */
  error: { code: string; message: string }
}

export type VitrineApi = {
  /** Starts on this page. The script tag does it by itself when it has `data-project`. */
  init: (options: Options) => void
  /** Who the visitor is in your own system; goes with reports only, as a hash, and masked like other facts. */
  identify: (visitorId: string, facts?: Facts) => void
  /** Adds facts to the next reports; `null` values are sent as such. */
  setContext: (facts: Facts) => void
  /** Notes a moment of your own in the recording, such as `checkout-failed`; project rules can wait for it. */
  event: (name: string) => void
  /** Opens the dialog. Resolves when it is shown. */
  report: (draft?: { description?: string }) => Promise<void>
  /** Returns a function that ends the subscription. */
  on: <Name extends keyof VitrineEvents>(name: Name, listener: (news: VitrineEvents[Name]) => void) => () => void
  /** `false` stops at once and forgets what was kept, also reports that wait to be sent. */
  consent: (given: { record: boolean }) => void
  /** Takes everything off the page and gives back what was patched. `forget` also deletes reports that wait to be sent. */
  destroy: (how?: { forget?: boolean }) => void
}
