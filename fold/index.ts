/** Fold: rrweb events → the page at any time: snapshot, text, element. Pure, without DOM and without dependencies. */
export type { FoldedElement } from './element.ts'
export type { RecordedEvent } from './events.ts'
export { createFold, type Fold, type Pointer } from './fold.ts'
export { createKeyframer, type Keyframer, type KeyframeSpacing } from './keyframes.ts'
export { layout } from './layout.ts'
export { createRollingBuffer, type RollingBuffer, type RollingBufferOptions } from './rolling-buffer.ts'
export { type Seek, seek } from './seek.ts'
