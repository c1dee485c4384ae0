/** Everything a site may want to change is a `--vitrine-…` variable; those inherit into the shadow root. */
export const css = `
dialog { --surface: var(--vitrine-surface, #fff); --text: var(--vitrine-text, #16181d); --muted: var(--vitrine-muted, #5b6270);
  --line: var(--vitrine-border, #dfe3ea); --tint: var(--vitrine-tint, #f5f6fa); --accent: var(--vitrine-accent, #4338ca);
  --on-accent: var(--vitrine-on-accent, #fff); --bad: #b42318; --bad-tint: #fef3f2; --good: #067647; --good-tint: #e7f8ef }
@media (prefers-color-scheme: dark) { :host(:not([data-theme=light])) dialog { --surface: var(--vitrine-surface, #16181f);
  --text: var(--vitrine-text, #f2f4f8); --muted: var(--vitrine-muted, #a5adbb); --line: var(--vitrine-border, #343945);
  --tint: var(--vitrine-tint, #1f222b); --accent: var(--vitrine-accent, #a5b4fc); --on-accent: var(--vitrine-on-accent, #14142b);
  --bad: #fda29b; --bad-tint: #3a1614; --good: #75e0a7; --good-tint: #0c3323 } }
:host([data-theme=dark]) dialog { --surface: var(--vitrine-surface, #16181f); --text: var(--vitrine-text, #f2f4f8);
  --muted: var(--vitrine-muted, #a5adbb); --line: var(--vitrine-border, #343945); --tint: var(--vitrine-tint, #1f222b);
  --accent: var(--vitrine-accent, #a5b4fc); --on-accent: var(--vitrine-on-accent, #14142b); --bad: #fda29b; --bad-tint: #3a1614;
  --good: #75e0a7; --good-tint: #0c3323 }
dialog { box-sizing: border-box; position: fixed; inset: auto 20px 20px auto; margin: 0; padding: 0; border: 1px solid var(--line);
  width: min(440px, calc(100vw - 40px)); max-height: calc(100dvh - 40px); overflow: hidden; border-radius: 16px;
  background: var(--surface); color: var(--text);
  font: 400 15px/1.5 var(--vitrine-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  box-shadow: 0 2px 6px rgb(0 0 0 / .12), 0 24px 64px rgb(0 0 0 / .28); animation: rise .2s ease-out }
dialog::backdrop { background: rgb(10 12 20 / .38); animation: fade .2s ease-out }
@keyframes rise { from { opacity: 0; transform: translateY(12px) } }
@keyframes fade { from { opacity: 0 } }
*, ::before, ::after { box-sizing: border-box }
[hidden] { display: none !important }
form { display: flex; flex-direction: column; max-height: inherit; margin: 0 }
header { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 18px 14px 10px 24px }
h2 { margin: 0; font-size: 19px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em }
.body { padding: 6px 24px 18px; overflow: auto; overscroll-behavior: contain }
label, h3 { display: block; margin: 0 0 6px; font-size: 14px; font-weight: 600 }
textarea { display: block; width: 100%; min-height: 104px; padding: 10px 12px; resize: vertical; font: inherit; color: inherit;
  background: var(--surface); border: 1px solid color-mix(in srgb, var(--muted) 70%, var(--surface)); border-radius: 10px }
textarea::placeholder { color: var(--muted); opacity: 1 }
textarea[aria-invalid=true] { border-color: var(--bad) }
textarea:focus-visible { border-color: var(--accent); outline-offset: -1px }
section { margin-top: 18px; padding: 14px 16px 12px; background: var(--tint); border-radius: 12px }
.voice { margin-top: 12px }
.voice > button { width: 100% }
section > button { width: 100%; margin-top: 12px; background: var(--surface) }
section p { margin: 10px 0 0; font-size: 14px }
dl { margin: 0; font-size: 14px }
dl div { display: flex; justify-content: space-between; gap: 16px; padding: 5px 0 }
dl div + div { border-top: 1px solid var(--line) }
dt { flex: 1 1 40%; color: var(--muted); hyphens: auto }
dd { flex: 0 1 auto; max-width: 70%; margin: 0; text-align: right; font-weight: 500; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
  display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden }
a { color: var(--accent); text-underline-offset: 3px }
.note { color: var(--muted); font-size: 14px }
.missing { margin: 6px 0 0; color: var(--bad); font-size: 14px }
footer { padding: 14px 24px 20px; border-top: 1px solid var(--line) }
.status { margin: 0; font-size: 14px; color: var(--muted) }
.status:not(:empty) { margin-bottom: 10px }
.alert { font-size: 14px; border-radius: 10px; background: var(--bad-tint); color: var(--bad) }
.alert:not(:empty) { padding: 10px 12px; margin-bottom: 12px }
progress { display: block; width: 100%; height: 6px; margin-bottom: 14px; appearance: none; border: 0; border-radius: 3px;
  background: var(--line); color: var(--accent); overflow: hidden }
progress::-webkit-progress-bar { background: var(--line) }
progress::-webkit-progress-value { background: var(--accent); transition: inline-size .2s }
progress::-moz-progress-bar { background: var(--accent) }
.buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 10px }
button { font: 600 15px/1.2 inherit; font-family: inherit; font-size: 15px; font-weight: 600; min-height: 44px; padding: 10px 18px; border-radius: 10px; cursor: pointer;
  border: 1px solid transparent; background: none; color: inherit }
.main { background: var(--accent); color: var(--on-accent) }
.main:hover { filter: brightness(1.08) }
.main:disabled { background: var(--line); color: var(--muted); cursor: default; filter: none }
.quiet { border-color: var(--line) }
.quiet:hover, .close:hover { background: var(--tint) }
.close { display: grid; place-items: center; width: 44px; height: 44px; padding: 0; color: var(--muted) }
svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.seal { display: grid; place-items: center; width: 56px; height: 56px; margin: 10px auto 14px; border-radius: 50%;
  background: var(--good-tint); color: var(--good) }
.seal svg { width: 28px; height: 28px }
.thanks { margin: 0 0 8px; text-align: center; font-size: 17px; font-weight: 600 }
.reference { margin: 0; text-align: center; color: var(--muted); font-size: 14px }
.reference + .note { margin: 8px 0 0; text-align: center }
code { font: 500 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--text); overflow-wrap: anywhere; user-select: all }
@media (max-width: 480px) { dialog { inset: auto 0 0 0; width: 100%; max-width: 100%; max-height: 92dvh; border-radius: 16px 16px 0 0;
  border-width: 1px 0 0 } .body, footer { padding-left: 18px; padding-right: 18px } header { padding-left: 18px }
  .buttons button { flex: 1 1 120px } }
@media (prefers-reduced-motion: reduce) { dialog, dialog::backdrop { animation: none } progress::-webkit-progress-value { transition: none } }`
