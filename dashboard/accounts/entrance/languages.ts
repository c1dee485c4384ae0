import { Language } from '@vitrine/protocol'

/** Each in its own words. */
export const languages: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'it', label: 'Italiano' },
]

/** What the browser prefers, as far as we write it. */
export const browserLanguage = (): Language =>
  Language.catch('en').parse(
    navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => Language.safeParse(tag).success),
  )
