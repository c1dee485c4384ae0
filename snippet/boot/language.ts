import type { Language } from '../api.ts'

const languages: readonly string[] = ['en', 'de', 'fr', 'es', 'zh'] satisfies Language[]

/** The first wish that there are texts for; English otherwise. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split(/[-_]/)[0]
    if (primary && languages.includes(primary)) return primary as Language
  }
  return 'en'
}

/** What the page or, failing that, the browser asks for. */
export const pageLanguage = (locale: string | undefined): Language =>
  pickLanguage([locale, document.documentElement.lang, ...navigator.languages])
