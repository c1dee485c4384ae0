export const css = `
dialog.wide { width: min(1080px, calc(100vw - 40px)); height: min(820px, calc(100dvh - 40px)) }
.review { display: flex; flex-direction: column; height: 100%; min-height: 0 }
.review > .inner { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 0 18px; padding: 0 24px; overflow: auto }
.stage { display: flex; flex-direction: column; min-width: 0; min-height: 260px }
.room { position: relative; flex: 1; min-height: 180px; overflow: hidden; border: 1px solid var(--line); border-radius: 12px; background: var(--tint) }
.picture { position: absolute; top: 0; left: 0; transform-origin: 0 0; background: #fff }
.picture iframe { width: 100%; height: 100%; border: 0; display: block; background: #fff }
.cover { position: absolute; top: 0; left: 0; overflow: hidden; max-width: 100%; max-height: 100% }
.cover:focus-visible { outline-offset: -3px }
.picking .cover { cursor: crosshair }
.pointer { position: absolute; width: 14px; height: 14px; margin: -7px; border-radius: 50%; background: #4338ca99; border: 2px solid #fff; transition: translate .05s linear }
.frame-mark { position: absolute; border: 2px solid #b42318; background: #b4231833; pointer-events: none; border-radius: 3px }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 0 0 }
.tools button { min-height: 40px; padding: 8px 12px; font-size: 14px }
.tools [aria-pressed=true] { background: var(--accent); color: var(--on-accent) }
.tools input { flex: 1 1 160px; min-width: 120px; height: 40px; accent-color: var(--accent) }
.tools output { font-size: 13px; color: var(--muted); font-variant-numeric: tabular-nums }
.hint { margin: 8px 0 10px; font-size: 14px; color: var(--muted); min-height: 1.5em }
.lists { min-height: 0; overflow: auto; overscroll-behavior: contain; padding-bottom: 12px }
details { border: 1px solid var(--line); border-radius: 10px; margin-bottom: 8px }
summary { padding: 10px 12px; font-size: 14px; font-weight: 600; cursor: pointer }
details ul { list-style: none; margin: 0; padding: 0 }
details li { display: flex; align-items: center; gap: 8px; padding: 4px 4px 4px 12px; border-top: 1px solid var(--line); font-size: 13px }
details li > span { flex: 1; min-width: 0; overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden }
details li button { min-height: 36px; width: 36px; padding: 0; display: grid; place-items: center; color: var(--muted) }
details li button svg { width: 16px; height: 16px }
details > p, details > button { margin: 6px 12px 10px; font-size: 13px; color: var(--muted) }
@media (max-width: 760px) { .review > .inner { display: block; padding: 0 18px } .room { flex: none; height: 34dvh }
  .lists { overflow: visible } dialog.wide { width: 100%; height: 96dvh; max-height: 96dvh } }
@media (prefers-reduced-motion: reduce) { .pointer { transition: none } }`
