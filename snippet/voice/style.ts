export const css = `
.speaking { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 10px 12px; border: 1px solid var(--line);
  border-radius: 12px; background: var(--surface); color: var(--text) }
.speaking p { flex: 1 1 140px; margin: 0; font-size: 14px; font-variant-numeric: tabular-nums }
.speaking meter { flex: 1 1 100%; width: 100%; height: 8px }
.speaking button { min-height: 40px; padding: 8px 12px; font-size: 14px }
.speaking.apart { box-sizing: border-box; position: fixed; right: 20px; bottom: 20px; width: min(360px, calc(100vw - 40px));
  --surface: var(--vitrine-surface, #fff); --text: var(--vitrine-text, #16181d); --line: var(--vitrine-border, #c8ccd6);
  --accent: var(--vitrine-accent, #4338ca); --on-accent: var(--vitrine-on-accent, #fff); --tint: var(--vitrine-tint, #f5f6fa);
  font: 400 15px/1.5 var(--vitrine-font, system-ui, sans-serif); box-shadow: 0 8px 32px rgb(0 0 0 / .28) }
.voice .alert:not(:empty) { margin: 8px 0 0 }`
