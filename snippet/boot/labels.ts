import type { Language } from '../api.ts'

/** The two texts that are needed before the dialog has been loaded. */
export const labels: Record<Language, { button: string; loadFailed: string }> = {
  en: { button: 'Report Issue', loadFailed: 'Could not open. Try again' },
  de: { button: 'Problem melden', loadFailed: 'Nicht geladen. Erneut versuchen' },
  fr: { button: 'Signaler un problème', loadFailed: 'Échec. Réessayer' },
  es: { button: 'Informar de un problema', loadFailed: 'No se pudo abrir. Reintentar' },
  zh: { button: '报告问题', loadFailed: '无法打开，请重试' },
}
